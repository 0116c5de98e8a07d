import asyncio


async def call(name, wait):
    try:
        await asyncio.sleep(wait)
        print(name, "ends")
    finally:
        print(name, "closes")


async def page():
    try:
        async with asyncio.timeout(0.5):
            async with asyncio.TaskGroup() as group:
                group.create_task(call("A", 0.2))
                group.create_task(call("B", 9))
                print("both are tasks")
        print("both have ended")
    except TimeoutError:
        print("late")
    print("page")


asyncio.run(page())
