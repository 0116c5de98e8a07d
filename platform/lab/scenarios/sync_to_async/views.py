"""A blocking call in a thread, three ways. The request counts as queued until a thread takes it."""

from __future__ import annotations

import json
import os
from concurrent.futures import ThreadPoolExecutor

from asgiref.sync import sync_to_async
from django.http import HttpRequest, HttpResponse

from lab.testbed.stamps import blocking_client, enter, probe

executor = ThreadPoolExecutor(json.loads(os.environ.get("LAB_THREADS", "1")), thread_name_prefix="own")


def _work(number: int) -> HttpResponse:
    visit = enter(number)
    visit.calls()
    body = blocking_client.get(visit.number)
    visit.called()
    return visit.answer(body)


async def sensitive(request: HttpRequest, number: int = -1) -> HttpResponse:
    probe.start()
    return await sync_to_async(_work, thread_sensitive=True)(number)


async def insensitive(request: HttpRequest, number: int = -1) -> HttpResponse:
    probe.start()
    return await sync_to_async(_work, thread_sensitive=False)(number)


async def own(request: HttpRequest, number: int = -1) -> HttpResponse:
    probe.start()
    return await sync_to_async(_work, thread_sensitive=False, executor=executor)(number)
