"""Three shops that are asked for a price over a network.

Each answers after a while, and counts who asks and who waits, so
that the checks can say what a page does.
"""

import asyncio
from collections import Counter

WAITS = {"Lampe": 0.05, "Lux": 0.1, "Stern": 0.15}  # seconds
SAYS = {"Lampe": 19, "Lux": 21, "Stern": 18}

hanging = set()  # shops that take 30 s
broken = set()  # shops that cannot be reached
asked, cancelled = Counter(), Counter()
waiting, most = 0, 0


def reset():
    global most
    for kept in (hanging, broken, asked, cancelled):
        kept.clear()
    most = 0


async def price(shop, lamp):
    global waiting, most
    asked[shop] += 1
    waiting += 1
    most = max(most, waiting)
    try:
        await asyncio.sleep(30 if shop in hanging else WAITS[shop])
        if shop in broken:
            raise ConnectionError(f"{shop} cannot be reached")
        return SAYS[shop]
    except asyncio.CancelledError:
        cancelled[shop] += 1
        raise
    finally:
        waiting -= 1
