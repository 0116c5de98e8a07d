import asyncio


async def answer():
    return 42


async def main():
    called = answer()
    print(type(called).__name__)
    print(await called)


asyncio.run(main())
