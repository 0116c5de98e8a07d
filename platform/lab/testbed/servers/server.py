"""What a server under test is, as far as a run has to know it."""

from __future__ import annotations

import os
import signal
import socket
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any, Literal

from lab.testbed.lifeline import die_with_parent

Interface = Literal["wsgi", "asgi"]

# Longer than any run, so that no server closes a connection that the generator is about to use. Seconds.
KEEP_ALIVE = 75
CONNECTIONS = 1000  # that a server may hold open; more than a run may ask for
WORKER_ENDED = 70  # exit status of a server of which a worker process has ended


@dataclass(frozen=True)
class Asked:
    """What a run asks of its server. `listener` is bound already: no port can be lost to another program."""

    listener: socket.socket
    lifeline: int | None
    workers: int
    threads: int
    backlog: int


@dataclass(frozen=True)
class Server:
    """`threads`: it has a pool of them. `alone`: it has no worker processes of its own, so that several are started on
    one socket, as a supervisor would. `keeps`: it keeps connections open. `binds`: it opens its own socket.
    `limits` are sentences on what it cannot do."""

    name: str
    label: str
    package: str
    interface: Interface
    serve: Callable[[Asked], None]
    threads: bool = False
    alone: bool = False
    keeps: bool = True
    binds: bool = False
    limits: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """Its name and version."""
        return f"{self.label} {version(self.package)}"


def share(asked: Asked, serve: Callable[[], None]) -> None:
    """Runs `serve` in as many processes as were asked for, all accepting from the one socket."""
    if asked.workers == 1:
        serve()
        return
    parent = os.getpid()
    started = []
    for _ in range(asked.workers):
        pid = os.fork()
        if pid == 0:
            die_with_parent(parent, asked.lifeline)
            serve()
            os._exit(0)
        started.append(pid)
    ended, _ = os.wait()
    # A new worker would hide the death of the first. The engine sees this process end and ends the run.
    for pid in started:
        if pid != ended:
            os.kill(pid, signal.SIGKILL)
    os._exit(WORKER_ENDED)


def wsgi_application() -> Any:
    from django.core.wsgi import get_wsgi_application

    from lab.testbed import project

    application = get_wsgi_application()
    project.prepare()
    return application


def asgi_application() -> Any:
    from django.core.asgi import get_asgi_application

    from lab.testbed import project

    application = get_asgi_application()
    project.prepare()
    return application
