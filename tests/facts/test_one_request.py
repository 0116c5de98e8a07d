"""What async does inside one request, and what one request can do to all others."""

import asyncio
import time

import pytest
from django.http import HttpRequest, HttpResponse

from tests.facts.asgi import ask, site
from tests.facts.counting import Inside


async def wait(inside: Inside) -> None:
    with inside.enter():
        await asyncio.sleep(0.02)


@pytest.mark.fact("await-in-turn-adds-up")
async def test_awaits_one_after_the_other_never_overlap_and_gathered_ones_do() -> None:
    in_turn, together = Inside(), Inside()

    async def one_by_one(request: HttpRequest) -> HttpResponse:
        for _ in range(3):
            await wait(in_turn)
        return HttpResponse()

    async def gathered(request: HttpRequest) -> HttpResponse:
        await asyncio.gather(*(wait(together) for _ in range(3)))
        return HttpResponse()

    with site(turn=one_by_one, gather=gathered) as app:
        await ask(app, "/turn")
        await ask(app, "/gather")
    assert (in_turn.most, together.most) == (1, 3)


@pytest.mark.fact("async-does-not-shorten")
async def test_one_request_alone_takes_its_wait_whether_sync_or_async() -> None:
    service = 0.05

    def sync(request: HttpRequest) -> HttpResponse:
        time.sleep(service)
        return HttpResponse()

    async def asynchronous(request: HttpRequest) -> HttpResponse:
        await asyncio.sleep(service)
        return HttpResponse()

    with site(sync=sync, asynchronous=asynchronous) as app:
        for url in ("/sync", "/asynchronous"):
            begin = time.monotonic()
            await ask(app, url)
            assert time.monotonic() - begin >= service * 0.99  # no way of writing it makes the wait itself shorter


@pytest.mark.fact("one-process-holds-many-waits")
async def test_one_event_loop_holds_hundreds_of_waiting_requests() -> None:
    count = 300
    meet = asyncio.Barrier(count)

    async def view(request: HttpRequest) -> HttpResponse:
        await meet.wait()  # passes only when all are here together
        return HttpResponse()

    with site(view=view) as app:
        await asyncio.gather(*(ask(app, "/view") for _ in range(count)))


@pytest.mark.fact("blocking-call-stalls-the-process")
async def test_a_blocking_call_in_one_async_view_holds_up_every_other() -> None:
    order: list[str] = []

    async def blocking(request: HttpRequest) -> HttpResponse:
        order.append("blocking begins")
        time.sleep(0.2)  # noqa: ASYNC251 — the mistake that the fact is about
        order.append("blocking ends")
        return HttpResponse()

    async def health(request: HttpRequest) -> HttpResponse:
        order.append("health answers")
        return HttpResponse()

    with site(blocking=blocking, health=health) as app:
        first = asyncio.create_task(ask(app, "/blocking"))
        while not order:
            await asyncio.sleep(0)
        await ask(app, "/health")
        await first
    assert order == ["blocking begins", "blocking ends", "health answers"]


@pytest.mark.fact("blocking-call-stalls-the-process")
async def test_a_wait_that_is_awaited_holds_up_nobody() -> None:
    order: list[str] = []
    end = asyncio.Event()

    async def waiting(request: HttpRequest) -> HttpResponse:
        order.append("waiting begins")
        await end.wait()
        order.append("waiting ends")
        return HttpResponse()

    async def health(request: HttpRequest) -> HttpResponse:
        order.append("health answers")
        end.set()
        return HttpResponse()

    with site(waiting=waiting, health=health) as app:
        first = asyncio.create_task(ask(app, "/waiting"))
        while not order:
            await asyncio.sleep(0)
        await ask(app, "/health")
        await first
    assert order == ["waiting begins", "health answers", "waiting ends"]
