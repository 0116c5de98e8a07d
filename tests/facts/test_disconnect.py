"""What becomes of a view whose client has gone."""

import asyncio
import threading

import pytest
from asgiref.sync import sync_to_async
from django.http import HttpRequest, HttpResponse

from tests.facts.asgi import LIMIT, Exchange, site


@pytest.mark.fact("disconnect-cancels-an-async-view")
async def test_a_client_that_goes_cancels_the_async_view() -> None:
    entered = asyncio.Event()
    saw: list[str] = []

    async def view(request: HttpRequest) -> HttpResponse:
        entered.set()
        try:
            await asyncio.sleep(LIMIT)
        except asyncio.CancelledError:
            saw.append("cancelled")
            raise
        return HttpResponse()

    with site(view=view) as app:
        request = Exchange(app, "/view").body()
        running = asyncio.create_task(request.run())
        await entered.wait()
        request.disconnect()
        await running
    assert saw == ["cancelled"]
    assert request.sent == []


@pytest.mark.fact("work-in-a-thread-goes-on")
async def test_work_that_is_in_a_thread_goes_on_after_the_client_has_gone() -> None:
    entered, go_on, finished = threading.Event(), threading.Event(), threading.Event()

    def work() -> None:
        entered.set()
        assert go_on.wait(LIMIT)
        finished.set()

    async def view(request: HttpRequest) -> HttpResponse:
        await sync_to_async(work, thread_sensitive=False)()
        return HttpResponse()

    with site(view=view) as app:
        request = Exchange(app, "/view").body()
        running = asyncio.create_task(request.run())
        while not entered.is_set():
            await asyncio.sleep(0)
        request.disconnect()
        await running
        assert not finished.is_set()  # the request is over, its thread is not
        go_on.set()
        await asyncio.to_thread(finished.wait, LIMIT)
    assert finished.is_set()


@pytest.mark.fact("work-in-a-thread-goes-on")
async def test_a_sync_view_is_not_stopped_when_its_client_goes() -> None:
    entered, go_on, finished = threading.Event(), threading.Event(), threading.Event()

    def view(request: HttpRequest) -> HttpResponse:
        entered.set()
        assert go_on.wait(LIMIT)
        finished.set()
        return HttpResponse()

    with site(view=view) as app:
        request = Exchange(app, "/view").body()
        running = asyncio.create_task(request.run())
        while not entered.is_set():
            await asyncio.sleep(0)
        request.disconnect()
        for _ in range(100):
            await asyncio.sleep(0)
        go_on.set()
        await running
        await asyncio.to_thread(finished.wait, LIMIT)
    assert finished.is_set()
