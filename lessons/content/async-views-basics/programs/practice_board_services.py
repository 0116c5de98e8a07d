"""Three services of a departure board. They count who waits for
them, so that the check can say what a page does."""

import asyncio

SAYS = {"trains": "on time", "bikes": "7 free", "weather": "rain"}

down = set()  # those in here fail
most = {"waiting": 0}  # callers that waited at once, at most
waiting = []


async def call(name):
    waiting.append(name)
    most["waiting"] = max(most["waiting"], len(waiting))
    try:
        await asyncio.sleep(0.05)
    finally:
        waiting.remove(name)
    if name in down:
        raise ConnectionError(f"{name} is down")
    return SAYS[name]
