"""By how much a real run's engine grows for each request that it sends, stamps, lanes and lines included."""

import json
import subprocess
import sys

import psutil

from tests.benchmarks.result import Result
from tests.benchmarks.servers import ROOT

BUDGET = 100  # bytes a request
SETTLED_MS = 6000  # buffers have their size by then


def requests_in(line: dict[str, dict[str, dict[str, dict[str, list[int]]]]]) -> int:
    return sum(part["ticks"]["completed"][-1] for part in line["variants"].values())


def measure() -> Result:
    command = [
        sys.executable,
        "-m",
        "lab",
        "run",
        "sync-under-asgi",
        "--clients",
        "40",
        "--latency",
        "1",
        "--seconds",
        "25",
        "--json",
    ]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as engine:
        assert engine.stdout
        process = psutil.Process(engine.pid)
        first: tuple[int, int] | None = None
        last = (0, 0)
        for text in engine.stdout:
            if not text.startswith('{"type":"snapshot"'):
                continue
            line = json.loads(text)
            last = (process.memory_info().rss, requests_in(line))
            if first is None and next(iter(line["variants"].values()))["ticks"]["t"][-1] > SETTLED_MS:
                first = last
    assert first
    return Result(
        value=(last[0] - first[0]) / (last[1] - first[1]),
        unit="bytes/request",
        against="the budget",
        against_value=BUDGET,
        target=1.0,
        at_most=True,
        also={"requests": last[1] - first[1]},
    )
