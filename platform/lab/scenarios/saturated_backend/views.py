"""Four ways to meet a backend that is full."""

from __future__ import annotations

import asyncio
import os

from django.http import HttpRequest, HttpResponse

from lab.testbed.stamps import enter_loop, loop_client

SLOTS = int(os.environ.get("LAB_CAPACITY", "0")) or 10
PATIENCE_S = 2 * float(os.environ.get("LAB_LATENCY_MS", "1")) / 1000
slots = asyncio.Semaphore(SLOTS)


async def unlimited(request: HttpRequest, number: int = -1) -> HttpResponse:
    visit = enter_loop(number)
    visit.calls()
    body = await loop_client.get(visit.number)
    visit.called()
    return visit.answer(body)


async def queued(request: HttpRequest, number: int = -1) -> HttpResponse:
    """As many calls as the backend has slots; the rest wait here instead of there, and that is waiting all the same."""
    visit = enter_loop(number)
    visit.calls()
    async with slots:
        body = await loop_client.get(visit.number)
        visit.called()
    return visit.answer(body)


async def turned_away(request: HttpRequest, number: int = -1) -> HttpResponse:
    """What does not fit is refused at once."""
    visit = enter_loop(number)
    if slots.locked():
        return visit.answer(b"full", 503)
    async with slots:
        visit.calls()
        body = await loop_client.get(visit.number)
        visit.called()
    return visit.answer(body)


async def timed_out(request: HttpRequest, number: int = -1) -> HttpResponse:
    """Nobody waits for longer than twice the backend's own time."""
    visit = enter_loop(number)
    visit.calls()
    try:
        async with asyncio.timeout(PATIENCE_S):
            body = await loop_client.get(visit.number)
    except TimeoutError:
        visit.called()
        return visit.answer(b"late", 504)
    visit.called()
    return visit.answer(body)
