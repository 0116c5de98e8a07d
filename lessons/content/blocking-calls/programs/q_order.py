import asyncio
import time


async def other():
    await asyncio.sleep(0.1)
    print("other")


async def main():
    task = asyncio.create_task(other())
    await asyncio.sleep(0)
    time.sleep(0.3)
    print("slept")
    await task


asyncio.run(main())
