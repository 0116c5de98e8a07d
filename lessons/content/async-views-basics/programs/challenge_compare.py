import asyncio
import time
from concurrent.futures import ThreadPoolExecutor
from threading import Lock
from time import perf_counter

WAIT = 0.2  # seconds
calls = most = 0
lock = Lock()


def count(change):
    global calls, most
    with lock:
        calls += change
        most = max(most, calls)


def ask():
    count(+1)
    time.sleep(WAIT)
    count(-1)


async def aask():
    count(+1)
    await asyncio.sleep(WAIT)
    count(-1)


# [designs]
def a():  # sync view, a pool of 4 threads
    ask()  # the user
    ask(), ask(), ask()  # orders, offers, news


async def b():  # async view
    await aask()
    await aask(), await aask(), await aask()


async def c():  # async view, gathered
    await aask()
    await asyncio.gather(aask(), aask(), aask())


async def d():  # the same, at most 20 calls at once
    async with limit:
        await aask()
    await asyncio.gather(limited(), limited(), limited())


# [/designs]
limit = asyncio.Semaphore(20)


async def limited():
    async with limit:
        await aask()


def twelve_by_pool(view):
    begin = perf_counter()

    def one(_):
        view()
        return perf_counter() - begin

    with ThreadPoolExecutor(4) as pool:
        return list(pool.map(one, range(12)))


async def twelve_by_loop(view):
    begin = perf_counter()

    async def one():
        await view()
        return perf_counter() - begin

    return await asyncio.gather(*(one() for _ in range(12)))


print("   first  last  most calls")
for view in (a, b, c, d):
    most = 0
    if view is a:
        times = twelve_by_pool(view)
    else:
        times = asyncio.run(twelve_by_loop(view))
    first, last = (int(t // WAIT) for t in (min(times), max(times)))
    print(f"{view.__name__} {first:6} {last:5} {most:11}")
