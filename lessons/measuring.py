"""A stored result measured again: the lab's own program is run with the settings that it was recorded with."""

import json
import subprocess
import sys
from collections.abc import Mapping
from typing import Any

from lessons.results import Result

# What a run's config calls it -> the option of `python -m lab run`. The rest of the config follows from these.
OPTIONS = {
    "latency_ms": "--latency",
    "seconds": "--seconds",
    "threads": "--threads",
    "asgi_server": "--asgi-server",
    "distribution": "--distribution",
}
STARTING = 120.0  # seconds beside the load itself, for servers to start and end; only against hanging


class NotMeasured(Exception):
    """The run could not be repeated; the message says why."""


def command(result: Result) -> list[str]:
    config = result.run["config"]
    load = ["--rate", str(config["rate_per_s"])] if config["model"] == "open" else ["--clients", str(config["clients"])]
    options = [word for name, option in OPTIONS.items() if name in config for word in (option, str(config[name]))]
    seed = ["--seed", str(result.run.get("seed", 1))]
    return [sys.executable, "-m", "lab", "run", result.scenario, *load, *options, *seed, "--json"]


def measure(result: Result) -> Mapping[str, Any]:
    """The `done` line of a fresh run. Raises NotMeasured."""
    limit = STARTING + 2 * float(result.run["config"]["seconds"])
    try:
        done = subprocess.run(command(result), capture_output=True, text=True, timeout=limit, check=False)
    except subprocess.TimeoutExpired:
        raise NotMeasured(f"the run did not end within {limit:g} s") from None
    lines = done.stdout.splitlines()
    last = json.loads(lines[-1]) if lines else {}
    if last.get("type") != "done":
        words = last.get("message") or (done.stderr.strip().splitlines() or ["it said nothing"])[-1]
        raise NotMeasured(f"the run failed: {words}")
    fresh: dict[str, Any] = last
    return fresh
