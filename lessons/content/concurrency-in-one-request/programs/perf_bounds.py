"""Twenty requests at once, and a backend that bears four."""

import asyncio

calls = most = 0


async def backend():
    global calls, most
    calls += 1
    most = max(most, calls)
    await asyncio.sleep(0.2)
    calls -= 1
    return "answered"


async def unlimited():
    return await backend()


four = asyncio.Semaphore(4)


async def queued():
    async with four:
        return await backend()


async def turned_away():
    if four.locked():
        return "turned away"
    async with four:
        return await backend()


async def queued_until():
    try:
        async with asyncio.timeout(0.5), four:
            return await backend()
    except TimeoutError:
        return "given up"


async def main():
    global calls, most
    for view in (unlimited, queued, turned_away, queued_until):
        calls = most = 0
        said = await asyncio.gather(*(view() for _ in range(20)))
        answered = said.count("answered")
        print(f"{view.__name__:12} at once: {most:2}, answered: {answered:2}")


asyncio.run(main())
