import asyncio


async def fetch(name, seconds=0.1):
    await asyncio.sleep(seconds)
    return name


async def main():
    # A list, in the order of the arguments.
    print(await asyncio.gather(fetch("B", 0.2), fetch("A")))

    # Tasks that live no longer than their block.
    async with asyncio.TaskGroup() as group:
        b = group.create_task(fetch("B", 0.2))
        a = group.create_task(fetch("A"))
    print([b.result(), a.result()])

    # Whichever is ready first.
    calls = [fetch("B", 0.3), fetch("A")]
    for earliest in asyncio.as_completed(calls):
        print(await earliest, "is ready")

    # An end to the wait.
    try:
        async with asyncio.timeout(0.1):
            await fetch("C", 5)
    except TimeoutError:
        print("C is given up")


asyncio.run(main())
