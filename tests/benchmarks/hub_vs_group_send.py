"""Frames delivered a CPU second of Daphne: the lab's hub against Channels' group_send, 500 watchers of 4 kB ten times a
second."""

import sys
import tempfile
from pathlib import Path
from typing import Any

from tests.benchmarks.result import Result
from tests.benchmarks.servers import client
from tests.setup.servers import accepts, free_port, running

WATCHERS = 500
SECONDS = 8
LINES_A_SECOND = 10


def served(way: str) -> dict[str, Any]:
    port = free_port()
    command = [sys.executable, "-m", "daphne", "-p", str(port), "-v", "0", "tests.benchmarks.hub_server:application"]
    with (
        tempfile.NamedTemporaryFile() as log,
        running(command, lambda: accepts(port), Path(log.name), {"WAY": way}) as process,
    ):
        return client("hub_client", port, process.pid, WATCHERS, SECONDS)


def measure() -> Result:
    hub, group = served("hub"), served("group")
    return Result(
        value=hub["arrived"] / hub["cpu_s"],
        unit="deliveries/CPU s",
        against="channel_layer.group_send to consumers, in memory",
        against_value=group["arrived"] / group["cpu_s"],
        target=5,
        also={
            "delivered": round(hub["delivered"], 4),
            "messages_a_second": round(hub["messages_a_second"], 2),
            "p99_ms": round(hub["p99_ms"], 1),
            "group_delivered": round(group["delivered"], 4),
            "group_p50_ms": round(group["p50_ms"], 1),
            "delivers_99_percent": hub["delivered"] >= 0.99,
            "ten_lines_a_second": hub["lines_a_second"] >= LINES_A_SECOND - 1 / SECONDS,
            "p99_under_250_ms": hub["p99_ms"] < 250,
        },
    )
