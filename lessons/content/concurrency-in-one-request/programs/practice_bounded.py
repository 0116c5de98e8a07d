import asyncio

places = asyncio.Semaphore(3)
calls = most = 0


async def fetch(name):
    global calls, most
    calls += 1
    most = max(most, calls)
    await asyncio.sleep(0.1)
    calls -= 1
    return name


async def one(name):
    async with places:
        return await fetch(name)


async def main():
    names = "abcdefgh"
    parts = await asyncio.gather(*(one(name) for name in names))
    print("".join(parts), "at most", most, "calls at once")


asyncio.run(main())
