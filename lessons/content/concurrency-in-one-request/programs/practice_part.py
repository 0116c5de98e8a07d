import asyncio


async def fetch(shop):
    await asyncio.sleep(9 if shop == "Stern" else 0.1)
    return 19


async def part(shop):
    try:
        async with asyncio.timeout(0.5):
            return await fetch(shop)
    except TimeoutError:
        return None


async def main():
    print(await part("Lux"), await part("Stern"))


asyncio.run(main())
