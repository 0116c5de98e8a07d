"""Five calls of the backend for one answer."""

from __future__ import annotations

import asyncio

from django.http import HttpRequest, HttpResponse

from lab.scenarios.fan_out.calls import CALLS
from lab.testbed.stamps import enter_loop, loop_client


async def sequence(request: HttpRequest, number: int = -1) -> HttpResponse:
    visit = enter_loop(number)
    visit.calls()
    bodies = [await loop_client.get(visit.number * CALLS + call) for call in range(CALLS)]
    visit.called()
    return visit.answer(b"".join(bodies))


async def gathered(request: HttpRequest, number: int = -1) -> HttpResponse:
    visit = enter_loop(number)
    visit.calls()
    bodies = await asyncio.gather(*(loop_client.get(visit.number * CALLS + call) for call in range(CALLS)))
    visit.called()
    return visit.answer(b"".join(bodies))
