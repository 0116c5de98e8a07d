"""Three short calls of a blocking library: three trips, or one."""

import asyncio
import threading

from asgiref.sync import sync_to_async

threads = []


def read(name):
    threads.append(threading.current_thread())
    return len(name)


def read_all(names):
    return [read(name) for name in names]


class Counted(asyncio.SelectorEventLoop):
    trips = 0

    def run_in_executor(self, executor, call, *args):
        self.trips += 1
        return super().run_in_executor(executor, call, *args)


async def main():
    loop = asyncio.get_running_loop()
    names = ["price", "stock", "offer"]
    each = [await sync_to_async(read)(n) for n in names]
    print(each, "trips:", loop.trips)
    loop.trips = 0
    all_at_once = await sync_to_async(read_all)(names)
    print(all_at_once, "trips:", loop.trips)


with asyncio.Runner(loop_factory=Counted) as runner:
    runner.run(main())
