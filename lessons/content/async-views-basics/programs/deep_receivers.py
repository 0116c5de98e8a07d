import asyncio
import threading

from asgi_get import get
from django.conf import settings
from django.core.asgi import get_asgi_application
from django.core.signals import request_started
from django.db import close_old_connections, reset_queries
from django.http import HttpResponse
from django.urls import path

CLIENTS = 50
settings.configure(ROOT_URLCONF=__name__)


async def view(request):
    await door.wait()
    return HttpResponse()


urlpatterns = [path("", view)]


async def threads_while_all_wait(app):
    """Counts those beside the loop's own."""
    global door
    door = asyncio.Barrier(CLIENTS + 1)
    requests = [get(app, "/") for _ in range(CLIENTS)]
    answers = asyncio.gather(*requests)
    while door.n_waiting < CLIENTS:
        await asyncio.sleep(0.01)
    threads = threading.active_count() - 1
    await door.wait()
    await answers
    return threads


async def main():
    app = get_asgi_application()
    threads = await threads_while_all_wait(app)
    print("as Django comes:", threads)
    request_started.disconnect(reset_queries)
    request_started.disconnect(close_old_connections)
    threads = await threads_while_all_wait(app)
    print("without the receivers:", threads)


asyncio.run(main())
