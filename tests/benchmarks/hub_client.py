"""Many watchers in a process of its own. Prints one JSON line about so many seconds.

`arrived` lines came within them, whenever made, and cost `cpu_s` of the server. Of those that were `made` within them,
`delivered` came then or in the two seconds after, with delays in ms: a line on its way at the end is not a lost one.
"""

import asyncio
import json
import sys
import time

import psutil
import uvloop
from websockets.asyncio.client import connect

MARK = '"t":['
LATE_S = 2.0


class Seen:
    """`first` and `last` (ns) are the times between which a counted line was made."""

    def __init__(self) -> None:
        self.first = self.last = sys.maxsize
        self.delays: list[float] = []
        self.made: set[int] = set()
        self.messages = self.arrived = 0

    def take(self, text: str, now: int) -> None:
        times = [int(made) for made in text[text.index(MARK) + len(MARK) : text.index("]")].split(",")]
        counted = [made for made in times if self.first <= made < self.last]
        self.arrived += len(times) if self.first <= now < self.last else 0
        self.messages += bool(counted)
        self.made.update(counted)
        self.delays += [(now - made) / 1e6 for made in counted]


async def watcher(port: int, seen: Seen) -> None:
    async with connect(f"ws://127.0.0.1:{port}/ws/bench/", compression=None, max_size=None) as ws:
        await ws.send('{"type":"watch","offset":-1}')
        acknowledged = 0.0
        async for text in ws:
            assert isinstance(text, str)
            now = time.perf_counter_ns()
            if not text.startswith('{"o":'):
                continue
            seen.take(text, now)
            if now - acknowledged > 250e6:
                acknowledged = now
                await ws.send(f'{{"type":"ack","o":{text[5 : text.index(",")]}}}')


async def main(port: int, server: int, count: int, seconds: float) -> None:
    seen = Seen()
    process = psutil.Process(server)
    crowd = []
    for _ in range(count):
        crowd.append(asyncio.create_task(watcher(port, seen)))
        await asyncio.sleep(0.005)
    await asyncio.sleep(3)
    cpu = process.cpu_times()
    seen.first = time.perf_counter_ns()
    seen.last = seen.first + int(seconds * 1e9)
    await asyncio.sleep(seconds)
    spent = process.cpu_times()
    await asyncio.sleep(LATE_S)
    delays = sorted(seen.delays) or [float("inf")]
    print(
        json.dumps(
            {
                "failures": sum(task.done() for task in crowd),
                "arrived": seen.arrived,
                "delivered": len(seen.delays) / (count * max(1, len(seen.made))),
                "lines_a_second": len(seen.made) / seconds,
                "messages_a_second": seen.messages / count / seconds,
                "cpu_s": spent.user + spent.system - cpu.user - cpu.system,
                "p50_ms": delays[len(delays) // 2],
                "p99_ms": delays[int(len(delays) * 0.99)],
            }
        )
    )
    for task in crowd:
        task.cancel()


if __name__ == "__main__":
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(main(int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), float(sys.argv[4])))
