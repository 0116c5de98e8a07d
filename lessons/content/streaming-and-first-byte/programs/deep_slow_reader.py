import asyncio

TOTAL = 50


class Parts:
    def __init__(self):
        self.made = 0

    async def __aiter__(self):
        for number in range(TOTAL):
            self.made += 1
            yield number


async def made_for_a_reader_who_takes(count, room):
    """`room` is what the server keeps unsent before `send` waits; 0: no end."""
    parts, socket = Parts(), asyncio.Queue(room)

    async def response():
        async for part in parts.__aiter__():
            await socket.put(part)  # what `await send(…)` does

    sending = asyncio.create_task(response())
    for _ in range(count):
        await socket.get()
    await asyncio.sleep(0.05)  # the reader pauses
    made = parts.made
    sending.cancel()
    return made


async def main():
    waits = await made_for_a_reader_who_takes(3, room=4)
    never_waits = await made_for_a_reader_who_takes(3, room=0)
    print("send waits:      made", waits)
    print("send never waits: made", never_waits)


asyncio.run(main())
