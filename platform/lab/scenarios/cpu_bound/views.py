"""Computing for a given time of the processor, which stands for rendering, parsing, hashing."""

from __future__ import annotations

import os
import time

from django.http import HttpRequest, HttpResponse

from lab.testbed.stamps import enter, enter_loop

DEMAND_NS = float(os.environ.get("LAB_LATENCY_MS", "1")) * 1e6


def _compute() -> int:
    """Burns the demanded CPU time of this thread: what others take meanwhile does not count."""
    until = time.thread_time_ns() + DEMAND_NS
    found = 0
    while time.thread_time_ns() < until:
        for i in range(200):
            found += i * i
    return found


def computed(request: HttpRequest, number: int = -1) -> HttpResponse:
    visit = enter(number)
    _compute()
    return visit.answer(b"ok")


async def computed_on_loop(request: HttpRequest, number: int = -1) -> HttpResponse:
    visit = enter_loop(number)
    _compute()
    return visit.answer(b"ok")
