import asyncio


async def fails():
    await asyncio.sleep(0.1)
    raise ValueError


async def slow(log):
    await asyncio.sleep(0.3)
    log.append("slow")


async def main():
    log = []
    try:
        await asyncio.gather(slow(log), fails())
    except ValueError:
        log.append("error")
    await asyncio.sleep(0.5)
    print(*log)


asyncio.run(main())
