import asyncio
from time import perf_counter

from django.http import HttpResponse
from django.urls import path
from practice_ask import ask

WAIT = 0.3  # seconds


async def fetch(what):
    await asyncio.sleep(WAIT)
    return what


async def account(request):
    name, orders = await asyncio.gather(fetch("Ada"), fetch("3 orders"))
    return HttpResponse(f"{name}: {orders}")


urlpatterns = [path("account", account)]
begin = perf_counter()
print(asyncio.run(ask("/account")))
print(round((perf_counter() - begin) / WAIT), "x the wait")
