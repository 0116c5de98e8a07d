import asyncio
import threading

from asgi_get import get
from django.conf import settings
from django.core import signals
from django.core.asgi import get_asgi_application
from django.db import close_old_connections, reset_queries
from django.http import HttpResponse
from django.urls import path
from django.utils.deprecation import MiddlewareMixin
from site_of import site

CLIENTS = 20


class After(MiddlewareMixin):
    def process_response(self, request, response):
        return response


class Before(MiddlewareMixin):
    def process_request(self, request):
        pass


def sync_only(get_response):
    def middleware(request):
        return get_response(request)

    return middleware


async def view(request):
    await door.wait()
    return HttpResponse()


def sync_view(request):
    asyncio.run_coroutine_threadsafe(door.wait(), loop).result()
    return HttpResponse()


async def threads(app, address):
    """Beside the loop's, while all clients wait in their view."""
    global door, loop
    loop = asyncio.get_running_loop()
    door = asyncio.Barrier(CLIENTS + 1)
    requests = [get(app, address) for _ in range(CLIENTS)]
    answers = asyncio.gather(*requests)
    while door.n_waiting < CLIENTS:
        await asyncio.sleep(0.01)
    await asyncio.sleep(0.1)
    count = threading.active_count() - 1
    await door.wait()
    await answers
    return count


urlpatterns = [path("async", view), path("sync", sync_view)]
site()
signals.request_started.disconnect(reset_queries)
signals.request_started.disconnect(close_old_connections)
for letter, middleware, address in (
    ("a", [], "/async"),
    ("b", ["__main__.sync_only"], "/async"),
    ("c", ["__main__.After"], "/async"),
    ("d", ["__main__.Before"], "/async"),
    ("e", [], "/sync"),
):
    settings.MIDDLEWARE = middleware
    app = get_asgi_application()
    print(letter, asyncio.run(threads(app, address)))
