"""A Django project of one file for the facts about servers. FACTS_APPS and FACTS_DATABASE say what a test varies."""

import asyncio
import json
import os
import sys
import threading
import time
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path

if not settings.configured:
    settings.configure(
        ALLOWED_HOSTS=["*"],
        ROOT_URLCONF=__name__,
        ASGI_APPLICATION=f"{__name__}.application",
        WSGI_APPLICATION=f"{__name__}.wsgi",
        INSTALLED_APPS=[name for name in os.environ.get("FACTS_APPS", "").split(",") if name],
        DATABASES=json.loads(os.environ.get("FACTS_DATABASE", "{}")),
        STATIC_URL="/static/",
        MIDDLEWARE=[],
        SECRET_KEY="facts",
        LOGGING_CONFIG=None,
        USE_TZ=True,
    )

lock = threading.Lock()
inside = 0


def request_class(request: HttpRequest) -> HttpResponse:
    return HttpResponse(type(request).__name__)


def sync_wait(request: HttpRequest) -> HttpResponse:
    """Waits `ms` in its thread; answers how many were inside together when it entered."""
    global inside
    with lock:
        inside += 1
        together = inside
    time.sleep(int(request.GET["ms"]) / 1000)
    with lock:
        inside -= 1
    return JsonResponse({"together": together})


async def async_wait(request: HttpRequest) -> HttpResponse:
    """The same with an awaited wait."""
    global inside
    with lock:
        inside += 1
        together = inside
    await asyncio.sleep(int(request.GET["ms"]) / 1000)
    with lock:
        inside -= 1
    return JsonResponse({"together": together})


cancelled = 0
entered = 0


async def until_cancelled(request: HttpRequest) -> HttpResponse:
    global cancelled, entered
    entered += 1
    try:
        await asyncio.sleep(60)
    except asyncio.CancelledError:
        cancelled += 1
        raise
    return HttpResponse()


async def counts(request: HttpRequest) -> HttpResponse:
    return JsonResponse({"entered": entered, "cancelled": cancelled})


def query(request: HttpRequest) -> HttpResponse:
    """The PostgreSQL process that served this request, after `ms` in it."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid(), pg_sleep(%s)", [int(request.GET["ms"]) / 1000])
        return JsonResponse({"pid": cursor.fetchone()[0]})


urlpatterns = [
    path("class", request_class),
    path("sync", sync_wait),
    path("async", async_wait),
    path("until-cancelled", until_cancelled),
    path("counts", counts),
    path("query", query),
]

scopes: list[str] = []


async def bare(scope: dict[str, Any], receive: Any, send: Any) -> None:
    """An application without Django that tells which kinds of scope its server has opened."""
    scopes.append(scope["type"])
    if scope["type"] == "lifespan":
        while True:
            event = await receive()
            await send({"type": f"{event['type']}.complete"})
            if event["type"] == "lifespan.shutdown":
                return
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": json.dumps(scopes).encode()})


def __getattr__(name: str) -> Any:
    """The applications, made when a server asks for one: making one sets Django up."""
    if name == "application":
        from django.core.asgi import get_asgi_application

        return get_asgi_application()
    if name == "wsgi":
        from django.core.wsgi import get_wsgi_application

        return get_wsgi_application()
    raise AttributeError(name)


if __name__ == "__main__":
    from django.core.management import execute_from_command_line

    sys.modules["tests.facts.project"] = sys.modules[__name__]
    execute_from_command_line(sys.argv)
