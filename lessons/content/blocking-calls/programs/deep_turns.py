import asyncio
import time
from threading import Lock

from asgi_get import get
from asgiref.sync import sync_to_async
from django.conf import settings
from django.core.asgi import get_asgi_application
from django.http import HttpResponse
from django.urls import path

settings.configure(ROOT_URLCONF=__name__)
lock = Lock()
inside = most = 0


def work():
    global inside, most
    with lock:
        inside += 1
        most = max(most, inside)
    time.sleep(0.1)
    with lock:
        inside -= 1


async def sensitive(request):
    calls = [sync_to_async(work)() for _ in range(3)]
    await asyncio.gather(*calls)
    return HttpResponse()


async def insensitive(request):
    handed = sync_to_async(work, thread_sensitive=False)
    await asyncio.gather(*(handed() for _ in range(3)))
    return HttpResponse()


urlpatterns = [
    path("sensitive", sensitive),
    path("insensitive", insensitive),
]
app = get_asgi_application()


async def ask(address, requests):
    global most
    most = 0
    visits = [get(app, address) for _ in range(requests)]
    await asyncio.gather(*visits)
    print(f"{address:12} requests: {requests}, at once: {most}")


async def main():
    await ask("/sensitive", 1)
    await ask("/sensitive", 4)
    await ask("/insensitive", 1)


asyncio.run(main())
