"""Your own browser as the client: the site's own views, sync and async, that wait as they would for a slow backend."""

from __future__ import annotations

import asyncio
import time
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from lab.turnstile import Full, Turnstile
from learners.limits import address

WAIT_S = 0.3
COUNTS = (1, 6, 12)  # requests at once that the page offers
turnstile = Turnstile(at_once=60, a_client=24, a_window=120, window_s=60.0, clock=time.monotonic)


@require_safe
async def page(request: HttpRequest) -> HttpResponse:
    context = {
        "wait_ms": round(WAIT_S * 1000),
        "counts": COUNTS,
        "http": request.META.get("SERVER_PROTOCOL", "HTTP/1.1"),
    }
    return render(request, "lab/own_browser.html", context)


@require_safe
@never_cache
def waits_sync(request: HttpRequest) -> HttpResponse:
    """Django gives it a thread of its own for as long as it waits."""
    began = time.perf_counter()
    try:
        with turnstile.entry(address(request)):
            before = time.perf_counter()
            time.sleep(WAIT_S)
            return measured("sync", began, before, time.perf_counter())
    except Full as full:
        return refused(full)


@require_safe
@never_cache
async def waits_async(request: HttpRequest) -> HttpResponse:
    began = time.perf_counter()
    try:
        with turnstile.entry(address(request)):
            before = time.perf_counter()
            await asyncio.sleep(WAIT_S)
            return measured("async", began, before, time.perf_counter())
    except Full as full:
        return refused(full)


def measured(kind: str, began: float, before: float, after: float) -> HttpResponse:
    """With the server's side of the story in a header that the browser shows beside its own."""
    response = JsonResponse({"view": kind})
    parts: dict[str, tuple[str, float]] = {
        "wait": ("the slow backend", (after - before) * 1000),
        "view": (f"the whole {kind} view", (time.perf_counter() - began) * 1000),
    }
    response["Server-Timing"] = ", ".join(f'{name};desc="{words}";dur={ms:.1f}' for name, (words, ms) in parts.items())
    return response


def refused(full: Full) -> HttpResponse:
    body: dict[str, Any] = {"refused": str(full)}
    response = JsonResponse(body, status=429)
    response["Retry-After"] = str(full.seconds)
    return response
