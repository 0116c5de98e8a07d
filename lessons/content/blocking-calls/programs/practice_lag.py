import asyncio
import time


async def lag(pause):
    """By how many seconds a wait of `pause` was too long."""
    loop = asyncio.get_running_loop()
    before = loop.time()
    await asyncio.sleep(pause)
    return loop.time() - before - pause


async def main():
    def words(late):
        return "more" if late > 0.2 else "less"

    late = await lag(0.1)
    print(f"free loop: late by {words(late)} than 0.2 s")
    heart = asyncio.create_task(lag(0.1))
    await asyncio.sleep(0)
    time.sleep(0.5)
    late = await heart
    print(f"held loop: late by {words(late)} than 0.2 s")


asyncio.run(main())
