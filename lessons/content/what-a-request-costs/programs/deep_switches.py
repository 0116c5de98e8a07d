import asyncio

import switches
from asgi_get import get
from django.conf import settings
from django.core.asgi import get_asgi_application
from django.http import HttpResponse
from django.urls import path
from site_of import MIDDLEWARE, site


def sync_only(get_response):
    def middleware(request):
        return get_response(request)

    return middleware


async def view(request):
    return HttpResponse("ok")


def sync_view(request):
    return HttpResponse("ok")


urlpatterns = [path("async", view), path("sync", sync_view)]
site()
ONE = "__main__.sync_only"
for words, middleware, address in (
    ("no middleware, async view", [], "/async"),
    ("seven, async view", MIDDLEWARE, "/async"),
    ("seven, sync view", MIDDLEWARE, "/sync"),
    ("sync-only one first", [ONE, *MIDDLEWARE], "/async"),
    ("sync-only one last", [*MIDDLEWARE, ONE], "/async"),
):
    settings.MIDDLEWARE = middleware
    app = get_asgi_application()
    switches.names.clear()
    asyncio.run(get(app, address))
    print(f"{words:26} {len(switches.names)}")
