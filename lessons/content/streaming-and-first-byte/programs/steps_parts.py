import asyncio


async def parts():
    made = ""
    for name in "AB":
        await asyncio.sleep(0.1)
        made += name
        yield name


async def reader(socket):
    page = ""
    while part := await socket.get():
        page += part
    print("page:", page)


async def server():
    socket = asyncio.Queue()
    reading = asyncio.create_task(reader(socket))
    async for part in parts():
        await socket.put(part)
    await socket.put("")
    await reading


asyncio.run(server())
