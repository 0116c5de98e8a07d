"""The lab's generator in a process of its own, every stamp taken: closed clients, or arrivals at an even rate.

Prints one JSON line: requests, CPU seconds of this process while they were made, median milliseconds.
"""

import asyncio
import json
import sys
import time
from array import array

import uvloop

from lab.clock import clock_since
from lab.loadgen.load import Load
from lab.metrics.summary import histogram, percentiles

WARM_UP_S = 1.0


async def main(port: int, path: str, clients: int, seconds: float, rate: float = 0.0) -> None:
    """With a `rate`, `clients` is how many connections there are for it."""
    now = clock_since(time.perf_counter_ns())
    load = Load("127.0.0.1", port, path, now)
    await load.connect(clients)
    start = now() + 10_000
    whole = int((WARM_UP_S + seconds) * 1e6)
    if rate:
        load.begin_open(start, start + whole, array("I", (int(i * 1e6 / rate) for i in range(int(rate * whole / 1e6)))))
    else:
        load.begin_closed(start, start + whole)
    await asyncio.sleep(WARM_UP_S)
    before, cpu, first = load.completed, time.process_time(), now()
    await asyncio.sleep(seconds)
    spent, requests = time.process_time() - cpu, load.completed - before
    columns = load.columns
    taken = percentiles(
        histogram(
            columns.done[n] - columns.intended[n]
            for n, sent in enumerate(columns.sent)
            if sent > first and columns.done[n]
        )
    )
    print(json.dumps({"requests": requests, "failures": load.errors, "cpu_s": spent, "p50_ms": taken["p50"]}))
    load.close()


if __name__ == "__main__":
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(main(int(sys.argv[1]), sys.argv[2], int(sys.argv[3]), *map(float, sys.argv[4:])))
