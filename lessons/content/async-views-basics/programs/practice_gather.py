import asyncio
from time import perf_counter

from asgi_get import get
from django.conf import settings
from django.core.asgi import get_asgi_application
from django.http import HttpResponse
from django.urls import path

WAIT = 0.3  # seconds


async def fetch(what):
    await asyncio.sleep(WAIT)
    return what


async def account(request):
    name, orders = await asyncio.gather(fetch("Ada"), fetch("3 orders"))
    return HttpResponse(f"{name}: {orders}")


urlpatterns = [path("account", account)]
settings.configure(ROOT_URLCONF=__name__)
app = get_asgi_application()
begin = perf_counter()
print(asyncio.run(get(app, "/account")))
waits = int((perf_counter() - begin) // WAIT)
print(waits, "x the wait")
