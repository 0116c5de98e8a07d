import asyncio
import time
from concurrent.futures import ThreadPoolExecutor
from threading import Lock

from asgi_get import get
from asgiref.sync import sync_to_async
from django.conf import settings
from django.core.asgi import get_asgi_application
from django.http import HttpResponse
from django.urls import path

settings.configure(ROOT_URLCONF=__name__)
WAIT = 0.15
lock = Lock()
inside = most = 0


def status():
    global inside, most
    with lock:
        inside += 1
        most = max(most, inside)
    time.sleep(WAIT)
    with lock:
        inside -= 1


carrier = ThreadPoolExecutor(8)


# [designs]
async def a(request):
    status()
    return HttpResponse()


async def b(request):
    await sync_to_async(status)()
    return HttpResponse()


async def c(request):  # two cores: a pool of six threads
    await asyncio.to_thread(status)
    return HttpResponse()


by_carrier = sync_to_async(
    status,
    thread_sensitive=False,
    executor=carrier,
)


async def d(request):
    await by_carrier()
    return HttpResponse()


# [/designs]

views = [a, b, c, d]
urlpatterns = [path(view.__name__, view) for view in views]
app = get_asgi_application()


async def main():
    global most
    loop = asyncio.get_running_loop()
    loop.set_default_executor(ThreadPoolExecutor(6))
    print("  most calls at once")
    for view in views:
        most = 0
        address = f"/{view.__name__}"
        await asyncio.gather(*(get(app, address) for _ in range(12)))
        print(f"{view.__name__} {most:18}")


asyncio.run(main())
