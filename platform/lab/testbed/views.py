"""The views that most scenarios race: each calls the slow backend once and answers "ok"; only the way of waiting
differs."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from lab.testbed.stamps import blocking_client, enter, enter_loop, loop_client


def sync(request: HttpRequest, number: int = -1) -> HttpResponse:
    """A sync view with a client that blocks: its thread waits."""
    visit = enter(number)
    visit.calls()
    body = blocking_client.get(visit.number)
    visit.called()
    return visit.answer(body)


async def awaited(request: HttpRequest, number: int = -1) -> HttpResponse:
    """An async view that awaits: the event loop serves others meanwhile."""
    visit = enter_loop(number)
    visit.calls()
    body = await loop_client.get(visit.number)
    visit.called()
    return visit.answer(body)


async def blocking(request: HttpRequest, number: int = -1) -> HttpResponse:
    """The mistake: a client that blocks, called on the event loop."""
    visit = enter_loop(number)
    visit.calls()
    body = blocking_client.get(visit.number)  # holds the whole loop
    visit.called()
    return visit.answer(body)
