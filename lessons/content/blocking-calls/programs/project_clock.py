"""A clock that moves only when somebody works, blocks or waits.

So the checks can be exact, and nothing takes long. On a server
`time.perf_counter` is in its place.
"""

import asyncio

_now = 0.0
cancelled = []  # who was told that the client has left


def now():
    """Seconds, as time.perf_counter() gives them."""
    return _now


def _move(seconds):
    global _now
    _now += seconds


def block(seconds):
    """As a library that blocks: the thread waits."""
    _move(seconds)


def compute(seconds):
    """As a loop in Python: the processor works."""
    _move(seconds)


async def wait(seconds):
    """As an async client: the others run meanwhile."""
    asyncio.get_running_loop().call_soon(_move, seconds)
    await asyncio.sleep(0)


async def wait_for_ever(name):
    try:
        await asyncio.Event().wait()
    except asyncio.CancelledError:
        cancelled.append(name)
        raise
