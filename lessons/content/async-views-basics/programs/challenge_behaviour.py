import asyncio
import time

from asgi_get import get
from asgiref.sync import sync_to_async
from django.conf import settings
from django.core.asgi import get_asgi_application
from django.http import HttpResponse
from django.urls import path

waiting = begun = False


def wait():
    global waiting, begun
    waiting = begun = True
    time.sleep(0.4)
    waiting = False


def a(request):
    wait()
    return HttpResponse()


async def b(request):
    wait()
    return HttpResponse()


async def c(request):
    await sync_to_async(wait)()
    return HttpResponse()


async def d(request):
    await asyncio.gather(sync_to_async(wait)(), asyncio.sleep(0.4))
    return HttpResponse()


async def e(request):
    await asyncio.create_task(b(request))
    return HttpResponse()


async def health(request):
    return HttpResponse("during" if waiting else "after")


views = [a, b, c, d, e]
urlpatterns = [path(v.__name__, v) for v in [*views, health]]
settings.configure(ROOT_URLCONF=__name__)
app = get_asgi_application()


async def main():
    global begun
    for view in views:
        begun = False
        slow = asyncio.create_task(get(app, f"/{view.__name__}"))
        while not begun:
            await asyncio.sleep(0.01)
        print(view.__name__, await get(app, "/health"))
        await slow


asyncio.run(main())
