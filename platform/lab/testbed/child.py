"""`python -m lab.testbed.child SPEC`: the first thing that every process of a testbed runs. SPEC is a JSON object."""

from __future__ import annotations

import json
import resource
import signal
import socket
import sys
from typing import Any, TypedDict

from lab.testbed.lifeline import die_with_parent

OPEN_FILES = 4096
ADDRESS_SPACE = 16 << 30  # bytes; 500 threads reserve 4 GB for their stacks without using it
CPU_MARGIN = 4  # seconds of CPU for each second of the deadline, at most


class Spec(TypedDict):
    role: str
    parent: int
    lifeline: int | None
    listener: int
    deadline_s: int | None
    workers: int
    threads: int
    backlog: int
    times: dict[str, Any]
    capacity: int


def limit(kind: int, value: int) -> None:
    """Lowers (or raises as far as allowed) a resource limit of this process and its children."""
    _, hard = resource.getrlimit(kind)
    value = value if hard == resource.RLIM_INFINITY else min(value, hard)
    resource.setrlimit(kind, (value, value))


def confine(deadline_s: int | None) -> None:
    limit(resource.RLIMIT_CORE, 0)
    limit(resource.RLIMIT_NOFILE, OPEN_FILES)
    if sys.platform.startswith("linux"):
        limit(resource.RLIMIT_AS, ADDRESS_SPACE)
    if deadline_s is not None:
        limit(resource.RLIMIT_CPU, deadline_s * CPU_MARGIN)
        signal.alarm(deadline_s)  # its default action ends the process, whatever the engine does


def main(spec: Spec) -> None:
    die_with_parent(spec["parent"], spec["lifeline"])
    confine(spec["deadline_s"])
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the engine
    listener = socket.socket(fileno=spec["listener"])
    if spec["role"] == "backend":
        from lab.testbed import backend
        from lab.testbed.servicetimes import Times

        backend.run(listener, Times(**spec["times"]), spec["capacity"])
    else:
        from lab.testbed.servers import SERVERS, Asked

        asked = Asked(listener, spec["lifeline"], spec["workers"], spec["threads"], spec["backlog"])
        SERVERS[spec["role"]].serve(asked)


if __name__ == "__main__":
    loaded: Any = json.loads(sys.argv[1])
    main(loaded)
