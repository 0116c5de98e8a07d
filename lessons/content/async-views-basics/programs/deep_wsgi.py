import asyncio
from concurrent.futures import ThreadPoolExecutor
from wsgiref.util import setup_testing_defaults

from asgi_get import get
from django.conf import settings
from django.core.asgi import get_asgi_application
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.urls import path

CLIENTS, WORKERS = 8, 2
settings.configure(
    ROOT_URLCONF=__name__,
    ALLOWED_HOSTS=["127.0.0.1"],
)


async def view(request):
    global waiting, most
    loops.add(asyncio.get_running_loop())
    waiting += 1
    most = max(most, waiting)
    await asyncio.sleep(0.3)
    waiting -= 1
    return HttpResponse()


urlpatterns = [path("", view)]


def wsgi_get(app):
    environ = {}
    setup_testing_defaults(environ)
    return app(environ, lambda status, headers: None)


def under_wsgi(app):
    with ThreadPoolExecutor(WORKERS) as workers:
        list(workers.map(wsgi_get, [app] * CLIENTS))


async def under_asgi(app):
    requests = [get(app, "/") for _ in range(CLIENTS)]
    await asyncio.gather(*requests)


loops, waiting, most = set(), 0, 0
under_wsgi(get_wsgi_application())
print(f"WSGI waits at once: {most}, loops: {len(loops)}")

loops, waiting, most = set(), 0, 0
asyncio.run(under_asgi(get_asgi_application()))
print(f"ASGI waits at once: {most}, loops: {len(loops)}")
