"""How many of 8 requests wait at once: three views, two interfaces."""

import asyncio
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Lock

from asgi_get import get
from django.conf import settings
from django.core.asgi import get_asgi_application
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import path

WAIT = 0.3  # seconds; it stands for the backend
now = most = 0
lock = Lock()


@contextmanager
def counted():
    global now, most
    with lock:
        now += 1
        most = max(most, now)
    yield
    with lock:
        now -= 1


def sync(request):
    with counted():
        time.sleep(WAIT)
    return HttpResponse("ok")


async def awaits(request):
    with counted():
        await asyncio.sleep(WAIT)
    return HttpResponse("ok")


async def blocks(request):
    with counted():
        time.sleep(WAIT)  # the mistake
    return HttpResponse("ok")


views = [sync, awaits, blocks]
urlpatterns = [path(view.__name__, view) for view in views]
settings.configure(ROOT_URLCONF=__name__)
wsgi, asgi = get_wsgi_application(), get_asgi_application()


def eight_by_wsgi(url):
    """A pool of four threads, as gunicorn has it."""
    with ThreadPoolExecutor(4) as pool:
        for _ in range(8):
            environ = RequestFactory().get(url).environ
            pool.submit(wsgi, environ, lambda *head: None)


async def eight_by_asgi(url):
    await asyncio.gather(*(get(asgi, url) for _ in range(8)))


print("view    WSGI, 4 threads  ASGI")
for view in views:
    most = 0
    eight_by_wsgi(f"/{view.__name__}")
    by_wsgi, most = most, 0
    asyncio.run(eight_by_asgi(f"/{view.__name__}"))
    print(f"{view.__name__:6} {by_wsgi:16} {most:5}")
