import asyncio

from django.http import HttpResponse
from django.urls import path
from practice_ask import ask


async def fetch_name():
    await asyncio.sleep(0.1)  # a call over the network
    return "Ada"


# [view]
async def hello(request):
    name = await fetch_name()
    return HttpResponse(f"Hello, {name}")


# [/view]

urlpatterns = [path("hello", hello)]
print(asyncio.run(ask("/hello")))
