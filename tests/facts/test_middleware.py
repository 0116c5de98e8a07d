"""What a middleware costs a request under ASGI."""

import asyncio
import logging
import threading
from collections.abc import Callable

import pytest
from asgiref.sync import iscoroutinefunction
from django.http import HttpRequest, HttpResponse
from django.test import override_settings
from django.utils.deprecation import MiddlewareMixin

from tests.facts.asgi import ask, site

HERE = "tests.facts.test_middleware"
SEEN: list[int] = []


class SyncOnly:
    """As a middleware was written before there was async: no word about what it is capable of."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        SEEN.append(threading.get_ident())
        return self.get_response(request)


class Mixed(MiddlewareMixin):
    def process_request(self, request: HttpRequest) -> None:
        SEEN.append(threading.get_ident())

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        SEEN.append(threading.get_ident())
        return response


async def threads_inside(middleware: str, count: int) -> set[int]:
    """The threads that the middleware ran in, while `count` requests waited in an async view together."""
    meet = asyncio.Barrier(count)

    async def view(request: HttpRequest) -> HttpResponse:
        await meet.wait()
        return HttpResponse()

    SEEN.clear()
    with site([f"{HERE}.{middleware}"], view=view) as app:
        await asyncio.gather(*(ask(app, "/view") for _ in range(count)))
    return set(SEEN)


@pytest.mark.fact("sync-middleware-holds-a-thread")
async def test_one_sync_middleware_holds_a_thread_for_each_waiting_async_view() -> None:
    threads = await threads_inside("SyncOnly", 10)
    # Ten different ones at once: each was still inside its middleware while the view waited.
    assert len(threads) == 10
    assert threading.get_ident() not in threads


@pytest.mark.fact("sync-middleware-holds-a-thread")
async def test_the_logger_names_the_sync_middleware_where_debug_is_on(caplog: pytest.LogCaptureFixture) -> None:
    async def view(request: HttpRequest) -> HttpResponse:
        return HttpResponse()

    for debug in (True, False):
        caplog.clear()
        with override_settings(DEBUG=debug), caplog.at_level(logging.DEBUG, "django.request"):
            with site([f"{HERE}.SyncOnly"], view=view):
                said = [record.getMessage() for record in caplog.records if record.name == "django.request"]
        assert said == ([f"Asynchronous handler adapted for middleware {HERE}.SyncOnly."] if debug else [])


@pytest.mark.fact("middleware-mixin-hops")
async def test_the_mixin_is_async_capable_and_runs_its_hooks_in_a_thread() -> None:
    async def get_response(request: HttpRequest) -> HttpResponse:
        return HttpResponse()

    assert Mixed.async_capable
    assert iscoroutinefunction(Mixed(get_response))
    threads = await threads_inside("Mixed", 1)
    assert len(SEEN) == 2  # request and response, in one thread that is not the loop's
    assert len(threads) == 1
    assert threading.get_ident() not in threads
