"""The tills of three shops.

Each answers after a while, as it would over a network. What was asked,
answered and given up is counted for the checks.
"""

import asyncio

SHOPS = ("Bern", "Chur", "Thun")
WAITS = {"Bern": 0.1, "Chur": 0.2, "Thun": 0.3}  # seconds
SAYS = {"Bern": 120, "Chur": 80, "Thun": 95}

failing, hanging = set(), set()  # these refuse; these take 4 s
asked, answered, given_up = [], [], []
waiting = most = 0


class NoAnswer(Exception):
    pass


def forget():
    global most
    most = 0
    for noted in (failing, hanging, asked, answered, given_up):
        noted.clear()


async def takings(shop):
    global waiting, most
    asked.append(shop)
    waiting += 1
    most = max(most, waiting)
    try:
        await asyncio.sleep(4 if shop in hanging else WAITS[shop])
    except asyncio.CancelledError:
        given_up.append(shop)
        raise
    finally:
        waiting -= 1
    if shop in failing:
        raise NoAnswer(shop)
    answered.append(shop)
    return SAYS[shop]
