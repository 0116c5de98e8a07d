import asyncio

PATIENCE = 0.8  # of the reader
SHOPS = ["Lampe", "Lux", "Stern", "Nacht"]
running = 0


async def price(shop):
    global running
    running += 1
    try:
        await asyncio.sleep(30 if shop == "Nacht" else 0.1)
        return 19
    finally:
        running -= 1


# [designs]
async def a():
    return await asyncio.gather(*(price(s) for s in SHOPS))


async def b():
    try:
        async with asyncio.timeout(0.4):
            return await asyncio.gather(*(price(s) for s in SHOPS))
    except TimeoutError:
        return []


async def part(shop):
    try:
        async with asyncio.timeout(0.4):
            return await price(shop)
    except TimeoutError:
        return None


async def c():
    return await asyncio.gather(*(part(s) for s in SHOPS))


async def d():
    tasks = [asyncio.create_task(price(s)) for s in SHOPS]
    done, _ = await asyncio.wait(tasks, timeout=0.4)
    return [task.result() for task in done]


# [/designs]


async def main():
    for design in (a, b, c, d):
        try:
            async with asyncio.timeout(PATIENCE):
                said = await design()
            prices = sum(one is not None for one in said)
            words = f"{prices} prices"
        except TimeoutError:
            words = "reader left"
        await asyncio.sleep(0)
        print(f"{design.__name__} {words}, still asked: {running}")


asyncio.run(main())
