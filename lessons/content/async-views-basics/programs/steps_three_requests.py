import asyncio
import time

waiting = 0
answered = ""


async def awaits(name, seconds):
    global waiting, answered
    waiting += 1
    await asyncio.sleep(seconds)
    waiting -= 1
    answered += name


async def blocks(name, seconds):
    global answered
    time.sleep(seconds)
    answered += name


async def server():
    a = asyncio.create_task(awaits("A", 0.6))
    b = asyncio.create_task(awaits("B", 0.2))
    c = asyncio.create_task(blocks("C", 0.4))
    await asyncio.gather(a, b, c)
    print("answered:", answered)


asyncio.run(server())
