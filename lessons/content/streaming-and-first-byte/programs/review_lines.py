"""The lines of this lesson."""

import asyncio

from asgiref.sync import sync_to_async
from django.db import connections
from django.http import StreamingHttpResponse


# [lines]
async def parts(calls):
    tasks = [asyncio.create_task(call) for call in calls]
    await sync_to_async(connections.close_all)()
    try:
        yield "<!doctype html>…"
        for task in tasks:
            yield await task
    finally:
        for task in tasks:
            task.cancel()


async def page(request):
    return StreamingHttpResponse(
        parts([]),
        headers={"X-Accel-Buffering": "no", "Content-Encoding": "identity"},
    )


# [/lines]
