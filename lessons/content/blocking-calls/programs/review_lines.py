import asyncio
from concurrent.futures import ThreadPoolExecutor

from asgiref.sync import sync_to_async
from parcels import status_of

eight = ThreadPoolExecutor(8)


# [lines]
async def view(request):
    # In the request's thread, for all that touches Django.
    one = await sync_to_async(status_of)(1)
    # In the loop's pool: short calls, no database.
    two = await asyncio.to_thread(status_of, 2)
    # In a pool of its own: a slow service.
    status = sync_to_async(status_of, thread_sensitive=False, executor=eight)
    three = await status(3)
    return one, two, three


def sync_view(request):
    # All of it blocks: let Django hand it over.
    return status_of(1), status_of(2)


# [/lines]
