"""What three tries cost a backend that fails two calls in three."""

import asyncio

asked = 0


async def backend():
    global asked
    asked += 1
    await asyncio.sleep(0)
    if asked % 3:
        raise ConnectionError


async def patient():
    for _ in range(3):
        try:
            await backend()
            return
        except ConnectionError:
            pass


async def main():
    for _ in range(10):
        await patient()
    print("10 requests,", asked, "calls")


asyncio.run(main())
