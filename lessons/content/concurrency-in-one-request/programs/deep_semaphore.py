import asyncio

calls = most = 0


async def backend():
    global calls, most
    calls += 1
    most = max(most, calls)
    await asyncio.sleep(0.1)
    calls -= 1


async def pages(places_for):
    """Five requests at once, each with four calls."""
    global most
    most = 0

    async def page():
        places = places_for()

        async def one():
            async with places:
                await backend()

        await asyncio.gather(*(one() for _ in range(4)))

    await asyncio.gather(*(page() for _ in range(5)))
    return most


async def main():
    print("one in each request:", await pages(lambda: asyncio.Semaphore(3)))
    shared = asyncio.Semaphore(3)
    print("one for the process:", await pages(lambda: shared))


asyncio.run(main())
