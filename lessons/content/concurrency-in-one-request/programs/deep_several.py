import asyncio


async def fails(word):
    raise ValueError(word)


async def fails_late(word):
    await asyncio.sleep(0.1)
    raise KeyError(word)


async def stubborn(word):
    try:
        await asyncio.sleep(5)
    finally:
        raise KeyError(word)


async def main():
    said = await asyncio.gather(
        fails("price"),
        fails_late("stock"),
        return_exceptions=True,
    )
    print("gather returns:", said)

    try:
        await asyncio.gather(fails("price"), fails_late("stock"))
    except Exception as error:
        print("gather raises:", repr(error))

    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fails("price"))
            group.create_task(stubborn("stock"))
    except* ValueError as group:
        print("except* ValueError:", group.exceptions)
    except* KeyError as group:
        print("except* KeyError:", group.exceptions)


asyncio.run(main())
