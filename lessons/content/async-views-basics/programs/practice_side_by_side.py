import asyncio
import time

from asgi_get import get
from django.conf import settings
from django.core.asgi import get_asgi_application
from django.http import HttpResponse
from django.urls import path

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
settings.configure(ROOT_URLCONF=__name__)
app = get_asgi_application()
begin = time.perf_counter()
print(asyncio.run(get(app, "/rates")))
waits = int((time.perf_counter() - begin) // WAIT)
print(waits, "x the wait")
