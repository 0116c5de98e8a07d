"""A response of five parts, each of which waits for the backend."""

from __future__ import annotations

import warnings
from collections.abc import AsyncIterator, Iterator

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse

from lab.scenarios.streaming_ttfb.parts import PARTS
from lab.testbed.stamps import blocking_client, enter, enter_loop, loop_client

# Django warns of the sync iterator on every request; that is what this scenario shows.
warnings.filterwarnings("ignore", "StreamingHttpResponse must consume synchronous iterators")


async def whole(request: HttpRequest, number: int = -1) -> HttpResponse:
    visit = enter_loop(number)
    visit.calls()
    parts = [await loop_client.get(visit.number * PARTS + part) for part in range(PARTS)]
    visit.called()
    return visit.answer(b"".join(parts))


async def streamed(request: HttpRequest, number: int = -1) -> StreamingHttpResponse:
    visit = enter_loop(number)

    async def parts() -> AsyncIterator[bytes]:
        visit.calls()
        for part in range(PARTS):
            yield await loop_client.get(visit.number * PARTS + part)
        visit.called()
        visit.leaves()

    return StreamingHttpResponse(parts(), content_type="text/plain")


def streamed_sync(request: HttpRequest, number: int = -1) -> StreamingHttpResponse:
    visit = enter(number)

    def parts() -> Iterator[bytes]:
        visit.calls()
        for part in range(PARTS):
            yield blocking_client.get(visit.number * PARTS + part)
        visit.called()
        visit.leaves()

    return StreamingHttpResponse(parts(), content_type="text/plain")
