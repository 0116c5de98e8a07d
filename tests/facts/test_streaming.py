"""Streaming under ASGI, and the reading of a request's body."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse

from tests.facts.asgi import Exchange, site

PARTS = (b"one", b"two", b"three")


async def order_of(view: Any) -> list[str]:
    """What was made and what was sent, in the order of happening."""
    log: list[str] = []

    def note(event: dict[str, Any]) -> None:
        if event.get("body"):
            log.append(f"sent {event['body'].decode()}")

    with site(view=lambda request: view(log)) as app:
        await Exchange(app, "/view", on_send=note).body().run()
    return log


@pytest.mark.fact("sync-iterator-is-read-whole")
async def test_a_sync_iterator_is_read_whole_before_its_first_part_is_sent() -> None:
    def parts(log: list[str]) -> Iterator[bytes]:
        for part in PARTS:
            log.append(f"made {part.decode()}")
            yield part

    with pytest.warns(Warning, match="must consume synchronous iterators"):
        log = await order_of(lambda log: StreamingHttpResponse(parts(log)))
    assert log == ["made one", "made two", "made three", "sent one", "sent two", "sent three"]


@pytest.mark.fact("sync-iterator-is-read-whole")
async def test_an_async_iterator_is_sent_as_it_is_made() -> None:
    async def parts(log: list[str]) -> AsyncIterator[bytes]:
        for part in PARTS:
            log.append(f"made {part.decode()}")
            yield part

    log = await order_of(lambda log: StreamingHttpResponse(parts(log)))
    assert log == ["made one", "sent one", "made two", "sent two", "made three", "sent three"]


@pytest.mark.fact("body-is-read-before-the-view")
async def test_the_view_runs_after_the_last_byte_of_the_body() -> None:
    entered = asyncio.Event()

    async def view(request: HttpRequest) -> HttpResponse:
        entered.set()
        return HttpResponse(request.body)

    with site(view=view) as app:
        upload = Exchange(app, "/view", method="POST")
        running = asyncio.create_task(upload.body(b"first ", more=True).run())
        for _ in range(1_000):
            await asyncio.sleep(0)
        assert not entered.is_set()
        upload.body(b"last")
        done = await running
    assert entered.is_set()
    assert done.content == b"first last"
