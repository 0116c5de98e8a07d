import asyncio


async def parts():
    for number in (1, 2):
        print("make", number)
        yield number


async def reader():
    async for part in parts():
        print("take", part)


asyncio.run(reader())
