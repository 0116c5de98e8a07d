import asyncio


async def polite(log):
    try:
        await asyncio.sleep(5)
    except asyncio.CancelledError:
        log.append("cleaned up")
        raise


async def stubborn(log):
    while len(log) < 3:
        try:
            await asyncio.sleep(0.1)
        except asyncio.CancelledError:
            log.append("caught it")
        else:
            log.append("goes on")


async def main():
    for job in (polite, stubborn):
        log = []
        task = asyncio.create_task(job(log))
        await asyncio.sleep(0)
        task.cancel()
        await asyncio.wait([task])
        print(job.__name__, log, "cancelled:", task.cancelled())


asyncio.run(main())
