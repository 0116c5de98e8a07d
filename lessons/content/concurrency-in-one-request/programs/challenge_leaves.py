import asyncio
import threading

from asgiref.sync import sync_to_async
from django.conf import settings
from django.core.asgi import get_asgi_application
from django.http import HttpResponse
from django.urls import path

settings.configure(ROOT_URLCONF=__name__)
entered, go_on = threading.Event(), threading.Event()
ended = False
kept = set()


async def call():
    global ended
    entered.set()
    try:
        await asyncio.sleep(60)
    except asyncio.CancelledError:
        ended = True
        raise


def work():
    entered.set()
    go_on.wait()


# [views]
async def a(request):
    await asyncio.gather(call(), asyncio.sleep(60))
    return HttpResponse()


async def b(request):
    await asyncio.shield(call())
    return HttpResponse()


async def c(request):
    async with asyncio.TaskGroup() as group:
        group.create_task(call())
    return HttpResponse()


async def d(request):
    kept.add(asyncio.create_task(call()))
    await asyncio.sleep(60)
    return HttpResponse()


async def e(request):
    await sync_to_async(work)()
    return HttpResponse()


# [/views]

views = [a, b, c, d, e]
urlpatterns = [path(view.__name__, view) for view in views]
app = get_asgi_application()


async def visit_and_leave(address):
    events = asyncio.Queue()
    await events.put({"type": "http.request"})

    async def send(event):
        pass

    scope = {
        "type": "http",
        "method": "GET",
        "path": address,
        "query_string": b"",
        "headers": [],
    }
    request = asyncio.create_task(app(scope, events.get, send))
    while not entered.is_set():
        await asyncio.sleep(0.01)
    await events.put({"type": "http.disconnect"})
    await asyncio.sleep(0.2)
    print(address[1:], "ended" if ended else "goes on")
    go_on.set()
    await request


async def main():
    global ended
    for view in views:
        ended = False
        entered.clear()
        await visit_and_leave(f"/{view.__name__}")


asyncio.run(main())
