import asyncio
import time

from asgiref.sync import sync_to_async


def work():
    print("work begins")
    time.sleep(0.6)
    print("work ends")


async def other():
    await asyncio.sleep(0.2)
    print("other")


async def view():
    task = asyncio.create_task(other())
    await asyncio.sleep(0)
    print("view begins")
    await sync_to_async(work)()
    print("view goes on")
    work()
    await task
    print("view ends")


asyncio.run(view())
