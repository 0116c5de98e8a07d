import asyncio
from concurrent.futures import ThreadPoolExecutor

from asgiref.sync import sync_to_async
from django.http import HttpResponse
from parcels import status_of


# [bad]
async def bad(request, number):
    return HttpResponse(status_of(number))


# [/bad]


# [pool]
async def pool(request, number):
    status = await asyncio.to_thread(status_of, number)
    return HttpResponse(status)


# [/pool]


# [request]
async def in_request_thread(request, number):
    status = await sync_to_async(status_of)(number)
    return HttpResponse(status)


# [/request]


# [own]
# One for the process; its size is what the service bears.
parcel_threads = ThreadPoolExecutor(16)
parcel_status = sync_to_async(
    status_of,
    thread_sensitive=False,
    executor=parcel_threads,
)


async def own_pool(request, number):
    async with asyncio.timeout(2):
        status = await parcel_status(number)
    return HttpResponse(status)


# [/own]
