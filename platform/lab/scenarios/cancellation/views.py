"""An async view that answers for itself before its client leaves."""

from __future__ import annotations

import asyncio
import os

from django.http import HttpRequest, HttpResponse

from lab.scenarios.cancellation import EARLIER
from lab.testbed.stamps import enter_loop, loop_client

PATIENCE_S = EARLIER * float(os.environ.get("LAB_TIMEOUT_MS", "0")) / 1000 or None


async def answered_in_time(request: HttpRequest, number: int = -1) -> HttpResponse:
    visit = enter_loop(number)
    visit.calls()
    try:
        async with asyncio.timeout(PATIENCE_S):
            body = await loop_client.get(visit.number)
    except TimeoutError:
        body = b"what was there"  # less than was asked for, and in time
    visit.called()
    return visit.answer(body)
