"""The lab's generator against independent tools, on the servers that `python -m lab serve` starts.

An async view on uvicorn waits 50 ms for the slow backend. Closed: 16 clients, against wrk. Open: a constant rate, against hey. In
turns, so that a slow moment of the machine meets all of them.
"""

import contextlib
import json
import statistics
import subprocess
import sys
from collections.abc import Iterator
from urllib.parse import urlsplit

from tests.benchmarks import hey, wrk
from tests.benchmarks.result import Result
from tests.benchmarks.servers import ROOT, client

LATENCY_MS = 50
CLIENTS = 16
RATE = 200  # a second: what two cores carry beside the tools
SECONDS = 8
ROUNDS = 3
CLOSE_MS = 1.5
CLOSE = 0.03


@contextlib.contextmanager
def served() -> Iterator[str]:
    """The address of the view."""
    command = [sys.executable, "-m", "lab", "serve", "sync-under-asgi", "--latency", str(LATENCY_MS)]
    command += ["--server", "uvicorn", "--json"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        try:
            yield json.loads(process.stdout.readline())["async"]
        finally:
            process.terminate()


def measure() -> Result:
    closed_ours, closed_wrk, open_ours, open_hey = [], [], [], []
    with served() as url:
        parts = urlsplit(url)
        for _ in range(ROUNDS):
            closed_ours.append(client("our_client", parts.port, parts.path, CLIENTS, SECONDS))
            closed_wrk.append(wrk.run(f"{url}/1", CLIENTS, SECONDS))
            open_ours.append(client("our_client", parts.port, parts.path, CLIENTS * 4, SECONDS, RATE))
            open_hey.append(hey.run(f"{url}/1", RATE, SECONDS))
    ours = statistics.median(each["requests"] / SECONDS for each in closed_ours)
    theirs = statistics.median(each.per_second for each in closed_wrk)
    p50, wrk_p50 = (
        statistics.median(each["p50_ms"] for each in closed_ours),
        statistics.median(each.p50_ms for each in closed_wrk),
    )
    open_p50, hey_p50 = (
        statistics.median(each["p50_ms"] for each in open_ours),
        statistics.median(each.p50_ms for each in open_hey),
    )
    open_rate = statistics.median(each["requests"] / SECONDS for each in open_ours)
    hey_rate = statistics.median(each.per_second for each in open_hey)
    return Result(
        value=ours,
        unit="answers/s, closed",
        against="wrk, same server, same clients",
        against_value=theirs,
        target=1 - CLOSE,
        also={
            "throughput_within_3_percent": abs(ours / theirs - 1) <= CLOSE,
            "closed_p50_ms": p50,
            "wrk_p50_ms": wrk_p50,
            "closed_p50_within_1.5_ms": abs(p50 - wrk_p50) <= CLOSE_MS,
            "open_per_s": round(open_rate, 1),
            "hey_per_s": round(hey_rate, 1),
            "open_p50_ms": open_p50,
            "hey_p50_ms": hey_p50,
            "open_p50_within_1.5_ms": abs(open_p50 - hey_p50) <= CLOSE_MS,
        },
    )
