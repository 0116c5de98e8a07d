import asyncio
import os
import threading

SIZE = min(32, (os.cpu_count() or 1) + 4)
entered = threading.Semaphore(0)
go_on = threading.Event()


def slow_service():
    entered.release()
    go_on.wait()


async def main():
    loop = asyncio.get_running_loop()
    calls = [asyncio.create_task(asyncio.to_thread(slow_service)) for _ in range(SIZE)]
    await asyncio.sleep(0)
    for _ in range(SIZE):
        entered.acquire()
    print("the pool of min(32, cores + 4) is full")

    lookup = asyncio.create_task(
        loop.getaddrinfo("localhost", 80),
    )
    await asyncio.sleep(0.3)
    print("name looked up meanwhile:", lookup.done())
    go_on.set()
    await lookup
    print("and when it is free again:", lookup.done())
    await asyncio.gather(*calls)


asyncio.run(main())
