import asyncio
import time

from asgiref.sync import sync_to_async


async def fetch(what):
    await asyncio.sleep(0.01)
    return what


def make_pdf():
    return "pdf"


def read_rate():
    time.sleep(0.01)
    return 1.1


# [lines]
ten = asyncio.Semaphore(10)  # one for the process


async def page():
    # Wait, and let others run.
    user = await fetch("user")

    # Two waits that overlap.
    orders, news = await asyncio.gather(
        fetch("orders"),
        fetch("news"),
    )

    # A deadline and a limit.
    try:
        async with asyncio.timeout(1), ten:
            offers = await fetch("offers")
    except TimeoutError:
        offers = None

    # Sync code, in the request's one thread.
    pdf = await sync_to_async(make_pdf)()

    # Blocking code without a database, in a pool's thread.
    rate = await asyncio.to_thread(read_rate)

    return user, orders, news, offers, pdf, rate


# [/lines]

print(*asyncio.run(page()))
