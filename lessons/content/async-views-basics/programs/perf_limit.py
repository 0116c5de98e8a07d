"""Forty requests at once, and a backend that bears ten."""

import asyncio

TIMEOUT = 2  # seconds a reader may wait for this part
calls = most = 0


async def backend():
    global calls, most
    calls += 1
    most = max(most, calls)
    await asyncio.sleep(0.1)
    calls -= 1
    return "offers"


# [limit]
ten = asyncio.Semaphore(10)  # one for the whole process


async def offers():
    try:
        async with asyncio.timeout(TIMEOUT), ten:
            return await backend()
    except TimeoutError:
        return "no offers just now"


# [/limit]


async def main():
    global most
    await asyncio.gather(*(backend() for _ in range(40)))
    print(f"without a limit: {most} calls at once")
    most = 0
    answers = await asyncio.gather(*(offers() for _ in range(40)))
    served = answers.count("offers")
    print(f"with one: {most} calls at once, {served} answers")


asyncio.run(main())
