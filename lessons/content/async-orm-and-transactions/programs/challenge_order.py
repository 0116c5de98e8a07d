import asyncio
import time

from asgiref.sync import sync_to_async


def query(name):  # stands for an a-method's query
    print(name, "begins")
    time.sleep(0.3)
    print(name, "ends")


async def service():
    await asyncio.sleep(0.45)
    print("service answers")


async def view():
    await asyncio.gather(
        sync_to_async(query)("A"),
        service(),
        sync_to_async(query)("B"),
    )
    print("view goes on")


asyncio.run(view())
