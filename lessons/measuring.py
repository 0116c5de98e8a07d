"""A stored result measured again: the lab's own program is run with the settings that it was recorded with."""

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from typing import Any

from lessons.results import Result

# What a run's config calls it -> the option of `python -m lab run`. The rest of the config follows from these.
OPTIONS = {
    "clients": "--clients",
    "rate_per_s": "--rate",
    "connections": "--connections",
    "timeout_ms": "--timeout",
    "seconds": "--seconds",
    "wsgi_server": "--wsgi-server",
    "asgi_server": "--asgi-server",
    "workers": "--workers",
    "threads": "--threads",
    "backlog": "--backlog",
    "latency_ms": "--latency",
    "distribution": "--distribution",
    "jitter_ms": "--jitter",
    "capacity": "--capacity",
    "error_percent": "--errors",
    "hang_percent": "--hangs",
    "reset_percent": "--resets",
    "slow_start_s": "--slow-start",
    "repeats": "--repeats",
    "stall_ms": "--stall",
}
EVERY = 10  # snapshots in one line: a stored run is half as large and replays the same
LONGEST_S = 600.0  # of a whole run; only against hanging


class NotMeasured(Exception):
    """The run could not be repeated; the message says why."""


def options(result: Result) -> list[str]:
    """The options that say what the result was recorded with. What an older recording does not name has its default."""
    config: Mapping[str, Any] = result.run["config"]
    named = [(option, config[name]) for name, option in OPTIONS.items() if config.get(name) is not None]
    return [word for option, value in (*named, ("--seed", result.run.get("seed", 1))) for word in (option, str(value))]


def record(scenario: str, options: Sequence[str]) -> list[str]:
    """The lines of a fresh run, of which the last is its `done` line. Raises NotMeasured."""
    command = [sys.executable, "-m", "lab", "run", scenario, *options, "--json", "--every", str(EVERY)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=LONGEST_S, check=False)
    except subprocess.TimeoutExpired:
        raise NotMeasured(f"the run did not end within {LONGEST_S:g} s") from None
    lines = done.stdout.splitlines()
    last = json.loads(lines[-1]) if lines else {}
    if last.get("type") != "done":
        words = last.get("message") or (done.stderr.strip().splitlines() or ["it said nothing"])[-1]
        raise NotMeasured(f"the run failed: {words}")
    return lines


def measure(result: Result) -> Mapping[str, Any]:
    """The `done` line of a fresh run. Raises NotMeasured."""
    fresh: dict[str, Any] = json.loads(record(result.scenario, options(result))[-1])
    return fresh
