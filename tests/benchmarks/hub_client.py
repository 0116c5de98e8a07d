"""Many watchers in a process of its own. Prints: lines delivered and lines that there were, and the delay in ms."""

import asyncio
import json
import sys
import time

import psutil
import uvloop
from websockets.asyncio.client import connect

MARK = '"t":['


class Seen:
    def __init__(self) -> None:
        self.counting = False
        self.lines = self.messages = 0
        self.delays: list[float] = []


async def watcher(port: int, seen: Seen, ready: asyncio.Event) -> None:
    async with connect(f"ws://127.0.0.1:{port}/ws/bench/", compression=None, max_size=None) as ws:
        await ws.send('{"type":"watch","offset":-1}')
        acknowledged = 0.0
        async for text in ws:
            assert isinstance(text, str)
            now = time.perf_counter_ns()
            if not text.startswith('{"o":'):
                continue
            if seen.counting:
                seen.messages += 1
                times = text[text.index(MARK) + len(MARK) : text.index("]")].split(",")
                seen.lines += len(times)
                seen.delays += [(now - int(made)) / 1e6 for made in times]
            if now - acknowledged > 250e6:
                acknowledged = now
                await ws.send(f'{{"type":"ack","o":{text[5 : text.index(",")]}}}')


async def main(port: int, server: int, count: int, seconds: float) -> None:
    seen, ready = Seen(), asyncio.Event()
    process = psutil.Process(server)
    crowd = []
    for _ in range(count):
        crowd.append(asyncio.create_task(watcher(port, seen, ready)))
        await asyncio.sleep(0.005)
    await asyncio.sleep(3)
    cpu, start = process.cpu_times(), time.monotonic()
    seen.counting = True
    await asyncio.sleep(seconds)
    seen.counting = False
    spent, lasted = process.cpu_times(), time.monotonic() - start
    delays = sorted(seen.delays) or [float("inf")]
    print(
        json.dumps(
            {
                "failures": sum(task.done() for task in crowd),
                "lines": seen.lines,
                "expected": count * lasted * 10,
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
