import asyncio
import time

from asgiref.sync import sync_to_async

UNIT = 0.2  # seconds


def query():  # one unit, in the request's thread
    time.sleep(UNIT)


async def aquery():
    await sync_to_async(query)()


async def service():  # two units, on the loop
    await asyncio.sleep(2 * UNIT)


# [designs]
async def a():  # three queries in turn, then the service
    await aquery(), await aquery(), await aquery()
    await service()


async def b():  # three queries gathered, then the service
    await asyncio.gather(aquery(), aquery(), aquery())
    await service()


async def c():  # all four gathered
    await asyncio.gather(aquery(), aquery(), aquery(), service())


async def d():  # one query that joins, gathered with the service
    await asyncio.gather(aquery(), service())


# [/designs]


async def main():
    for design in (a, b, c, d):
        begin = time.perf_counter()
        await design()
        units = (time.perf_counter() - begin) / UNIT
        print(design.__name__, int(units), "units")


asyncio.run(main())
