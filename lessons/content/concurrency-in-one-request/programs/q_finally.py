import asyncio


async def call():
    try:
        await asyncio.sleep(5)
    except Exception:
        print("error")
    finally:
        print("closed")


async def main():
    try:
        async with asyncio.timeout(0.1):
            await call()
    except TimeoutError:
        print("late")


asyncio.run(main())
