"""One async view, and the two kinds of middleware that can stand before it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from asgiref.sync import iscoroutinefunction
from django.http import HttpRequest, HttpResponse
from django.utils.decorators import sync_and_async_middleware, sync_only_middleware

from lab.scenarios.request_signals.views import disconnect
from lab.testbed.stamps import enter_loop, loop_client

__all__ = ["awaited", "both_ways", "disconnect", "sync_only"]


@sync_and_async_middleware
def both_ways(get_response: Callable[..., Any]) -> Callable[..., Any]:
    if iscoroutinefunction(get_response):

        async def on_loop(request: HttpRequest) -> HttpResponse:
            found: Awaitable[HttpResponse] = get_response(request)
            return await found

        return on_loop

    def in_thread(request: HttpRequest) -> HttpResponse:
        found: HttpResponse = get_response(request)
        return found

    return in_thread


@sync_only_middleware
def sync_only(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    def in_thread(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    return in_thread


async def awaited(request: HttpRequest, number: int = -1) -> HttpResponse:
    visit = enter_loop(number)
    visit.calls()
    body = await loop_client.get(visit.number)
    visit.called()
    return visit.answer(body)
