import asyncio


async def call(name, seconds, log):
    try:
        await asyncio.sleep(seconds)
        if name == "B":
            raise ValueError(name)
        log.append(f"{name} ends")
    except asyncio.CancelledError:
        log.append(f"{name} is cancelled")
        raise


async def page(log):
    async with asyncio.TaskGroup() as group:
        a = group.create_task(call("A", 0.2, log))
        b = group.create_task(call("B", 0.4, log))
        c = group.create_task(call("C", 9, log))
    return [a, b, c]


async def view():
    log = []
    try:
        await page(log)
    except* ValueError:
        log.append("the page is told")
    print(log)


asyncio.run(view())
