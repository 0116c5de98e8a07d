import asyncio

from asgi_get import get
from django.core.asgi import get_asgi_application
from django.core.wsgi import get_wsgi_application
from django.db import connections
from django.db.backends.signals import connection_created
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import path
from shop import Lamp, fill

opened = 0


def count(**kwargs):
    global opened
    opened += 1


def view(request):
    return HttpResponse(Lamp.objects.count())


urlpatterns = [path("", view)]


async def by_asgi():
    app = get_asgi_application()
    for _ in range(5):
        await get(app, "/")


def by_wsgi():
    """One worker thread: this one."""
    app = get_wsgi_application()
    for _ in range(5):
        environ = RequestFactory().get("/").environ
        app(environ, lambda *head: None).close()


fill()
connection_created.connect(count)
for age in (0, 600):
    connections.settings["default"]["CONN_MAX_AGE"] = age
    for name in ("WSGI", "ASGI"):
        opened = 0
        by_wsgi() if name == "WSGI" else asyncio.run(by_asgi())
        connections["default"].close()
        setting = f"CONN_MAX_AGE={age}"
        print(f"{setting:16} {name}: {opened} opened for 5 requests")
