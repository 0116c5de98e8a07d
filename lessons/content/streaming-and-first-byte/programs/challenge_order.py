import asyncio


async def fetch(name):
    print("fetch", name)
    await asyncio.sleep(0)
    return name


async def parts():
    call = asyncio.create_task(fetch("news"))
    print("head")
    yield "head"
    yield await call


async def main():
    async for part in parts():
        print("sent", part)


asyncio.run(main())
