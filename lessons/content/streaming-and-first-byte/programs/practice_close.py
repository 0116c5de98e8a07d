import asyncio


class Source:
    def __init__(self):
        self.open = True

    async def read(self):
        await asyncio.sleep(60)

    def close(self):
        self.open = False


async def parts(source):
    try:
        while True:
            yield await source.read()
    finally:
        source.close()


async def main():
    source = Source()
    waiting = asyncio.create_task(anext(parts(source)))
    await asyncio.sleep(0.05)
    waiting.cancel()  # the reader has left
    await asyncio.wait([waiting])
    print("open:", source.open, "cancelled:", waiting.cancelled())


asyncio.run(main())
