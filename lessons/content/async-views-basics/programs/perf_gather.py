"""Three waits of one page: in turn, and gathered."""

import asyncio
from time import perf_counter

WAIT = 0.3  # seconds, each


async def ask(name):
    await asyncio.sleep(WAIT)
    return name


async def in_turn():
    user = await ask("user")
    offers = await ask("offers")
    news = await ask("news")
    return user, offers, news


async def gathered():
    return await asyncio.gather(ask("user"), ask("offers"), ask("news"))


async def main():
    for page in (in_turn, gathered):
        begin = perf_counter()
        await page()
        waits = int((perf_counter() - begin) // WAIT)
        print(f"{page.__name__:8} {waits} x the wait")


asyncio.run(main())
