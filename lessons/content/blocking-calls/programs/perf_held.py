"""Six requests at once, four ways to call what blocks."""

import asyncio
import threading
import time

from asgi_get import get
from asgiref.sync import sync_to_async
from django.conf import settings
from django.core.asgi import get_asgi_application
from django.http import HttpResponse
from django.urls import path

settings.configure(ROOT_URLCONF=__name__)
lock = threading.Lock()
inside = most = 0


def status():
    global inside, most
    with lock:
        inside += 1
        most = max(most, inside)
    time.sleep(0.2)
    with lock:
        inside -= 1


async def called(request):
    status()
    return HttpResponse()


async def sensitive(request):
    await sync_to_async(status)()
    return HttpResponse()


two = asyncio.Semaphore(2)


async def bounded(request):
    async with two:
        await asyncio.to_thread(status)
    return HttpResponse()


def sync_view(request):
    status()
    return HttpResponse()


views = [called, sensitive, bounded, sync_view]
urlpatterns = [path(view.__name__, view) for view in views]
app = get_asgi_application()


async def main():
    global most
    for view in views:
        most = 0
        address = f"/{view.__name__}"
        await asyncio.gather(*(get(app, address) for _ in range(6)))
        print(f"{view.__name__:10} at once: {most}")


asyncio.run(main())
