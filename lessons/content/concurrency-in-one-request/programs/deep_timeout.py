import asyncio


async def call(log):
    try:
        await asyncio.sleep(5)
    except asyncio.CancelledError as error:
        log.append(type(error).__name__)
        raise


async def main():
    log = []
    try:
        async with asyncio.timeout(0.1) as limit:
            await call(log)
    except TimeoutError as error:
        log.append(type(error).__name__)
    print("within, then outside:", log)
    print("limit expired:", limit.expired())

    # The outer one is shorter: it is the one that fires.
    try:
        async with asyncio.timeout(0.1) as outer:
            async with asyncio.timeout(5) as inner:
                await call([])
    except TimeoutError:
        print("outer:", outer.expired(), "inner:", inner.expired())


asyncio.run(main())
