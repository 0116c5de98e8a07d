import asyncio
import threading

from asgi_get import get
from django.conf import settings
from django.core import signals
from django.core.asgi import get_asgi_application
from django.db import close_old_connections, reset_queries
from django.http import HttpResponse
from django.urls import path

started = 0
original = threading.Thread.start


def start(self):
    global started
    started += 1
    original(self)


threading.Thread.start = start


async def view(request):
    await asyncio.sleep(0.1)  # until threads that end have ended
    return HttpResponse(threading.active_count() - 1)


urlpatterns = [path("", view)]
settings.configure(ROOT_URLCONF=__name__)


async def one(app, words):
    global started
    started = 0
    held = await get(app, "/")
    print(f"{words:23} {held} held, {started} started")


async def main():
    app = get_asgi_application()
    await one(app, "as Django comes:")
    signals.request_started.disconnect(reset_queries)
    signals.request_started.disconnect(close_old_connections)
    await one(app, "without the receivers:")


asyncio.run(main())
