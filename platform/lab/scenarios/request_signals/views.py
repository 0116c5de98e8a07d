"""One async view; whether Django's own receivers are connected is what differs."""

from __future__ import annotations

from django.core import signals
from django.core.cache import close_caches
from django.db import close_old_connections, reset_queries
from django.http import HttpRequest, HttpResponse

from lab.testbed.stamps import enter_loop, loop_client


def disconnect() -> None:
    """The four receivers that Django connects: reset_queries, close_old_connections (twice) and close_caches."""
    signals.request_started.disconnect(reset_queries)
    signals.request_started.disconnect(close_old_connections)
    signals.request_finished.disconnect(close_old_connections)
    signals.request_finished.disconnect(close_caches)


async def awaited(request: HttpRequest, number: int = -1) -> HttpResponse:
    visit = enter_loop(number)
    visit.calls()
    body = await loop_client.get(visit.number)
    visit.called()
    return visit.answer(body)
