import asyncio
import time

waiting = 0
answered = ""


async def awaiting_view(name, seconds):
    global waiting, answered
    waiting += 1
    await asyncio.sleep(seconds)
    waiting -= 1
    answered += name


async def blocking_view(name, seconds):
    global answered
    time.sleep(seconds)
    answered += name


async def server():
    a = asyncio.create_task(awaiting_view("A", 0.6))
    b = asyncio.create_task(awaiting_view("B", 0.2))
    c = asyncio.create_task(blocking_view("C", 0.4))
    await asyncio.gather(a, b, c)
    print("answered:", answered)


asyncio.run(server())
