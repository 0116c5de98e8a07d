import asyncio

tries = 0


async def fetch(name):
    global tries
    tries += 1
    await asyncio.sleep(0.4)
    raise ConnectionError


# [call]
async def patiently(name):
    for _ in range(3):
        try:
            return await fetch(name)
        except:  # noqa: E722
            continue
    return "nothing"


async def page():
    try:
        async with asyncio.timeout(0.2) as limit:
            said = await patiently("news")
    except TimeoutError:
        return "late"
    return said, limit.expired()


# [/call]

print(asyncio.run(page()), "after", tries, "tries")
