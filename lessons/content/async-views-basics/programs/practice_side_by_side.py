import asyncio
import time

from django.http import HttpResponse
from django.urls import path
from practice_ask import ask

WAIT = 0.3  # seconds


def rate(currency):
    """A client that blocks; it touches no database."""
    time.sleep(WAIT)
    return {"EUR": 1.1, "GBP": 1.3}[currency]


async def rates(request):
    eur, gbp = await asyncio.gather(
        asyncio.to_thread(rate, "EUR"),
        asyncio.to_thread(rate, "GBP"),
    )
    return HttpResponse(f"EUR {eur}, GBP {gbp}")


urlpatterns = [path("rates", rates)]
begin = time.perf_counter()
print(asyncio.run(ask("/rates")))
print(round((time.perf_counter() - begin) / WAIT), "x the wait")
