import asyncio

places = {"table 4"}


async def book(table):
    places.remove(table)
    try:
        await asyncio.sleep(9)  # the guest pays
    except asyncio.CancelledError:
        places.add(table)
        raise


async def main():
    task = asyncio.create_task(book("table 4"))
    await asyncio.sleep(0.1)
    task.cancel()
    await asyncio.wait([task])
    print(places, "cancelled:", task.cancelled())


asyncio.run(main())
