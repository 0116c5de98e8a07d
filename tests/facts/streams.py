"""A Django project of one file that streams, for the facts about servers and browsers."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.urls import path

if not settings.configured:
    settings.configure(
        ALLOWED_HOSTS=["*"],
        ROOT_URLCONF=__name__,
        MIDDLEWARE=[],
        SECRET_KEY="facts",
        LOGGING_CONFIG=None,
        USE_TZ=True,
    )

LIMIT = 30.0  # s; only against hanging
PART, PARTS = b"x" * 65_536, 800
opened: dict[str, asyncio.Event] = {}
made = 0


def gate(request: HttpRequest) -> asyncio.Event:
    return opened.setdefault(request.GET.get("gate", ""), asyncio.Event())


async def gated(request: HttpRequest) -> StreamingHttpResponse:
    """Its only part waits for /open."""

    async def parts() -> AsyncIterator[str]:
        async with asyncio.timeout(LIMIT):
            await gate(request).wait()
        yield "<!doctype html><title>gated</title><p>the part"

    return StreamingHttpResponse(parts())


async def open_gate(request: HttpRequest) -> HttpResponse:
    gate(request).set()
    return HttpResponse()


async def early(request: HttpRequest) -> StreamingHttpResponse:
    """Its head names a stylesheet; its body says whether that was asked for before the body was sent."""

    async def parts() -> AsyncIterator[str]:
        yield "<!doctype html><title>early</title><link rel=stylesheet href=/style.css>"
        try:
            async with asyncio.timeout(LIMIT):
                await gate(request).wait()
            yield "<p>asked for before"
        except TimeoutError:
            yield "<p>not asked for"

    return StreamingHttpResponse(parts())


async def style(request: HttpRequest) -> HttpResponse:
    gate(request).set()
    return HttpResponse("p { color: teal }", content_type="text/css")


async def endless(request: HttpRequest) -> StreamingHttpResponse:
    """As many parts as nobody's buffers hold, each made when it is asked for."""
    global made

    async def parts() -> AsyncIterator[bytes]:
        global made
        for _ in range(PARTS):
            made += 1
            yield PART
            await asyncio.sleep(0)

    made = 0
    return StreamingHttpResponse(parts())


async def made_so_far(request: HttpRequest) -> JsonResponse:
    return JsonResponse({"made": made})


closed = 0


def until_closed(request: HttpRequest) -> StreamingHttpResponse:
    """Its sync iterator ends when somebody closes it."""

    def parts() -> Iterator[bytes]:
        global closed
        try:
            while True:
                yield PART
        finally:
            closed += 1

    return StreamingHttpResponse(parts())


def closed_so_far(request: HttpRequest) -> JsonResponse:
    return JsonResponse({"closed": closed})


async def zipped(request: HttpRequest) -> StreamingHttpResponse:
    """As it leaves GZipMiddleware."""
    from django.middleware.gzip import GZipMiddleware

    async def parts() -> AsyncIterator[str]:
        yield "<!doctype html><title>zipped</title><p>one"
        yield "<p>two"
        yield "<p>three"

    response: Any = GZipMiddleware(lambda request: HttpResponse()).process_response(
        request, StreamingHttpResponse(parts())
    )
    return response  # type: ignore[no-any-return]


urlpatterns = [
    path("gated", gated),
    path("open", open_gate),
    path("early", early),
    path("style.css", style),
    path("endless", endless),
    path("made", made_so_far),
    path("until-closed", until_closed),
    path("closed", closed_so_far),
    path("zipped", zipped),
]


def __getattr__(name: str) -> Any:
    """The applications, made when a server asks for one: making one sets Django up."""
    if name == "application":
        from django.core.asgi import get_asgi_application

        return get_asgi_application()
    if name == "wsgi":
        from django.core.wsgi import get_wsgi_application

        return get_wsgi_application()
    raise AttributeError(name)
