"""hey, an independent load tool that holds a rate.

All workers of one process tick at the same moment, which is a burst and no rate. So each worker is a process of its own, begun one
after the other over the time between two ticks.
"""

import csv
import io
import statistics
import subprocess
import time
from dataclasses import dataclass

A_WORKER = 10  # requests a second: with answers well within 100 ms no worker is late for its next tick


@dataclass(frozen=True)
class HeyResult:
    per_second: float
    p50_ms: float


def run(url: str, rate: int, seconds: int) -> HeyResult:
    """`rate` requests a second in all, a multiple of A_WORKER. Raises RuntimeError when a request failed."""
    command = ["hey", "-z", f"{seconds}s", "-c", "1", "-q", str(A_WORKER), "-o", "csv", url]
    workers = []
    for _ in range(rate // A_WORKER):
        workers.append(subprocess.Popen(command, stdout=subprocess.PIPE, text=True))
        time.sleep(1 / rate)
    rows = [row for worker in workers for row in csv.DictReader(io.StringIO(worker.communicate(timeout=60)[0]))]
    failed = [row for row in rows if row["status-code"] != "200"]
    if failed or not rows:
        raise RuntimeError(f"hey saw {len(failed)} failures of {len(rows)} at {url}")
    # The first request of each worker opens its connection: what is compared is what comes after.
    later = [row for row in rows if float(row["offset"]) >= 1.0]
    times = [float(row["response-time"]) * 1000 for row in later]
    return HeyResult(len(later) / (seconds - 1), statistics.median(times))
