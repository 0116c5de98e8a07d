import asyncio


async def fetch(name, wait):
    print(name, "starts")
    await asyncio.sleep(wait)
    print(name, "ends")


async def page():
    first = fetch("A", 0.2)
    second = asyncio.create_task(fetch("B", 0.4))
    print("page goes on")
    await first
    print("page has A")
    await second
    print("page has B")


asyncio.run(page())
