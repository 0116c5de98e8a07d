"""Three services of a railway station.

Each answers after a while, as it would over a network, and counts
who waits for it, so that the checks can say what a page does.
"""

import asyncio
import time
from collections import Counter

WAITS = {"trains": 0.1, "bikes": 0.2, "weather": 0.3}  # seconds
SAYS = {"trains": "on time", "bikes": "7 free", "weather": "rain"}

hanging = set()  # those in here take 4 s
waiting, most = Counter(), Counter()  # callers now, at most
cancelled = Counter()  # calls that were given up


def begin(name):
    for counted in (name, "all"):
        waiting[counted] += 1
        most[counted] = max(most[counted], waiting[counted])


def end(name):
    waiting[name] -= 1
    waiting["all"] -= 1


def call_blocking(name):
    """For sync code: the thread waits."""
    begin(name)
    time.sleep(4 if name in hanging else WAITS[name])
    end(name)
    return SAYS[name]


async def call(name):
    """For async code: await it."""
    begin(name)
    try:
        await asyncio.sleep(4 if name in hanging else WAITS[name])
    except asyncio.CancelledError:
        cancelled[name] += 1
        raise
    finally:
        end(name)
    return SAYS[name]
