import aiohttp
from asgiref.sync import sync_to_async
from django.http import HttpResponse
from parcels import status_of  # a library that blocks

URL = "https://parcels.example/status/{}"


# [before]
async def parcel(request, number):
    status = status_of(number)  # the loop stands still here
    return HttpResponse(status)


# [/before]


# [thread]
async def parcel_by_thread(request, number):
    status = await sync_to_async(status_of)(number)
    return HttpResponse(status)


# [/thread]


# [await]
async def parcel_awaited(request, number):
    async with http().get(URL.format(number)) as answer:
        return HttpResponse(await answer.text())


# [/await]

session = None


def http():
    """The process's one session, made when it is first needed."""
    global session
    session = session or aiohttp.ClientSession()
    return session
