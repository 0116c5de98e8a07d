import asyncio

log = []


async def good(name):
    try:
        await asyncio.sleep(0.3)
        log.append(f"{name} ends")
    except asyncio.CancelledError:
        log.append(f"{name} is cancelled")
        raise


async def bad():
    await asyncio.sleep(0.1)
    raise ValueError("no price")


async def by_gather():
    await asyncio.gather(good("A"), bad())


async def by_group():
    async with asyncio.TaskGroup() as group:
        group.create_task(good("B"))
        group.create_task(bad())


async def main():
    try:
        await by_gather()
    except ValueError as error:
        print("gather:", error)
    print("A so far:", log)
    try:
        await by_group()
    except* ValueError as several:
        print("group:", several.exceptions)
    print("B so far:", log)
    await asyncio.sleep(0.5)
    print("in the end:", log)


asyncio.run(main())
