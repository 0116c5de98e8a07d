import asyncio
import time

others = 0


async def other_requests():
    """Stands for all else that the loop serves."""
    global others
    for _ in range(10):
        await asyncio.sleep(0.01)
        others += 1


async def blocks():
    time.sleep(0.5)


async def awaits():
    await asyncio.sleep(0.5)


async def hands_over():
    await asyncio.to_thread(time.sleep, 0.5)


async def main():
    global others
    for view in (blocks, awaits, hands_over):
        others = 0
        task = asyncio.create_task(other_requests())
        await view()
        name = view.__name__
        print(f"{name:10} others went on {others} times")
        await task


asyncio.run(main())
