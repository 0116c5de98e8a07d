import asyncio
import threading

from asgiref.sync import sync_to_async
from django.conf import settings
from django.core.asgi import get_asgi_application
from django.http import HttpResponse
from django.urls import path

settings.configure(ROOT_URLCONF=__name__)
log = []
entered, go_on = threading.Event(), threading.Event()


async def call(name):
    try:
        await asyncio.sleep(60)
    except asyncio.CancelledError:
        log.append(f"{name} is cancelled")
        raise


async def gathered(request):
    entered.set()
    await asyncio.gather(call("A"), call("B"))
    return HttpResponse()


kept = set()


async def detached(request):
    entered.set()
    kept.add(asyncio.create_task(call("C")))
    await call("the view")
    return HttpResponse()


def work():
    entered.set()
    go_on.wait()
    log.append("the thread is done")


async def in_thread(request):
    try:
        await sync_to_async(work)()
    except asyncio.CancelledError:
        log.append("the view is cancelled")
        go_on.set()
        raise
    return HttpResponse()


views = [gathered, detached, in_thread]
urlpatterns = [path(view.__name__, view) for view in views]
app = get_asgi_application()


async def visit_and_leave(address):
    """What an ASGI server does when its client hangs up."""
    events = asyncio.Queue()
    await events.put({"type": "http.request"})

    async def send(event):
        log.append("answered")

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
    await asyncio.sleep(0.05)
    await events.put({"type": "http.disconnect"})
    await request


async def main():
    for view in views:
        log.clear()
        entered.clear()
        await visit_and_leave(f"/{view.__name__}")
        print(f"{view.__name__}: {', '.join(log)}")
    print("C still runs:", not kept.pop().done())


asyncio.run(main())
