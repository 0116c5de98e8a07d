import asyncio

from services import fetch

places = asyncio.Semaphore(10)  # one for the process


# [lines]
async def page():
    # All or nothing: a failure ends the others.
    async with asyncio.TaskGroup() as group:
        user = group.create_task(fetch("user"))
        cart = group.create_task(fetch("cart"))
    # Each for itself: a part may be missing.
    parts = await asyncio.gather(part("news"), part("offers"))
    return user.result(), cart.result(), *parts


async def part(name):
    try:
        # The deadline counts the wait for a place, too.
        async with asyncio.timeout(1), places:
            return await fetch(name)
    except TimeoutError:
        return None
    finally:
        ...  # clean up here, however it ends


# [/lines]

print(asyncio.run(page()))
