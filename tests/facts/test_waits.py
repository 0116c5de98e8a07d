"""Several waits of one request: how they fail, how they are ended, and how they are bounded."""

import asyncio
import threading
from collections.abc import Coroutine
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from django.http import HttpRequest, HttpResponse

from tests.facts.asgi import LIMIT, Exchange, site
from tests.facts.counting import Inside


class NoPrice(Exception):
    pass


class NoStock(Exception):
    pass


async def fails() -> None:
    await asyncio.sleep(0)
    raise NoPrice


async def fails_too() -> None:
    await asyncio.sleep(0)
    raise NoStock


async def in_a_group(*calls: Coroutine[Any, Any, None]) -> None:
    async with asyncio.TaskGroup() as group:
        for call in calls:
            group.create_task(call)


class Call:
    """A call that waits until it is told to go on; `how` says how it ended."""

    def __init__(self) -> None:
        self.go_on = asyncio.Event()
        self.entered = asyncio.Event()
        self.how = "waits"

    async def __call__(self) -> None:
        self.entered.set()
        try:
            await self.go_on.wait()
        except asyncio.CancelledError:
            self.how = "cancelled"
            raise
        self.how = "ended"


@pytest.mark.fact("gather-leaves-the-others-running")
async def test_gather_raises_the_first_error_and_leaves_the_others_running() -> None:
    call = Call()
    with pytest.raises(NoPrice):
        await asyncio.gather(call(), fails())
    assert call.how == "waits"
    call.go_on.set()
    for _ in range(3):
        await asyncio.sleep(0)
    assert call.how == "ended"


@pytest.mark.fact("a-group-ends-the-others")
async def test_a_task_group_cancels_the_others_and_waits_for_them_before_it_raises() -> None:
    call = Call()
    with pytest.raises(ExceptionGroup) as caught:
        await in_a_group(call(), fails())
    assert call.how == "cancelled"
    assert [type(each) for each in caught.value.exceptions] == [NoPrice]


@pytest.mark.fact("gather-keeps-one-error")
async def test_of_two_errors_gather_raises_one_and_a_group_both() -> None:
    with pytest.raises(NoPrice):
        await asyncio.gather(fails(), fails_too())
    with pytest.raises(ExceptionGroup) as caught:
        await in_a_group(fails(), fails_too())
    assert {type(each) for each in caught.value.exceptions} == {NoPrice, NoStock}
    said = await asyncio.gather(fails(), fails_too(), return_exceptions=True)
    assert [type(each) for each in said] == [NoPrice, NoStock]


@pytest.mark.fact("a-timeout-cancels-its-block")
async def test_a_timeout_is_a_cancellation_inside_and_a_timeout_error_outside() -> None:
    call = Call()
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.01) as limit:
            await call()
    assert call.how == "cancelled"
    assert limit.expired()


@pytest.mark.fact("a-swallowed-cancellation-ends-nothing")
async def test_a_timeout_whose_cancellation_is_swallowed_raises_nothing() -> None:
    async def stubborn() -> str:
        try:
            await asyncio.sleep(LIMIT)
        except asyncio.CancelledError:
            await asyncio.sleep(0)
        return "goes on"

    async with asyncio.timeout(0.01) as limit:
        said = await stubborn()
    assert said == "goes on"
    assert limit.expired()


@pytest.mark.fact("a-swallowed-cancellation-ends-nothing")
async def test_a_view_that_swallows_the_leaving_of_its_client_goes_on() -> None:
    entered, finished = asyncio.Event(), asyncio.Event()

    async def view(request: HttpRequest) -> HttpResponse:
        entered.set()
        try:
            await asyncio.sleep(LIMIT)
        except asyncio.CancelledError:
            await asyncio.sleep(0)
        finished.set()
        return HttpResponse()

    with site(view=view) as app:
        request = Exchange(app, "/view").body()
        running = asyncio.create_task(request.run())
        await entered.wait()
        request.disconnect()
        await running
    assert finished.is_set()


@pytest.mark.fact("cancelled-is-no-exception")
def test_a_cancellation_is_no_exception() -> None:
    assert not issubclass(asyncio.CancelledError, Exception)


@pytest.mark.fact("leaving-reaches-what-is-awaited")
async def test_a_client_that_leaves_ends_what_its_view_awaits_and_no_other_task() -> None:
    gathered, grouped, shielded, detached = (Call() for _ in range(4))
    kept: set[asyncio.Task[None]] = set()

    async def view(request: HttpRequest) -> HttpResponse:
        kept.add(asyncio.create_task(detached()))
        kept.add(held := asyncio.create_task(shielded()))
        await asyncio.gather(gathered(), in_a_group(grouped()), asyncio.shield(held))
        return HttpResponse()

    calls = (gathered, grouped, shielded, detached)
    with site(view=view) as app:
        request = Exchange(app, "/view").body()
        running = asyncio.create_task(request.run())
        for call in calls:
            await call.entered.wait()
        request.disconnect()
        await running
    assert [call.how for call in calls] == ["cancelled", "cancelled", "waits", "waits"]
    for call in calls:
        call.go_on.set()
    await asyncio.gather(*kept)


@pytest.mark.fact("a-request-ends-after-its-thread")
async def test_a_request_whose_client_has_left_is_over_only_when_its_thread_is() -> None:
    entered, go_on, finished = threading.Event(), threading.Event(), threading.Event()

    def work() -> None:
        entered.set()
        assert go_on.wait(LIMIT)
        finished.set()

    async def view(request: HttpRequest) -> HttpResponse:
        await sync_to_async(work)()
        return HttpResponse()

    with site(view=view) as app:
        request = Exchange(app, "/view").body()
        running = asyncio.create_task(request.run())
        while not entered.is_set():
            await asyncio.sleep(0)
        request.disconnect()
        await asyncio.sleep(0.05)
        assert not running.done()
        go_on.set()
        await running
    assert finished.is_set()


@pytest.mark.fact("a-semaphore-bounds-its-own")
async def test_a_semaphore_for_each_request_bounds_each_and_one_for_all_bounds_all() -> None:
    async def most(shared: asyncio.Semaphore | None) -> int:
        inside = Inside()

        async def call(places: asyncio.Semaphore) -> None:
            async with places:
                with inside.enter():
                    await asyncio.sleep(0.001)

        async def page() -> None:
            places = shared or asyncio.Semaphore(2)
            await asyncio.gather(*(call(places) for _ in range(4)))

        await asyncio.gather(*(page() for _ in range(3)))
        return inside.most

    assert await most(None) == 6
    assert await most(asyncio.Semaphore(2)) == 2


@pytest.mark.fact("wait-cancels-nothing")
async def test_asyncio_wait_leaves_the_late_tasks_running() -> None:
    call = Call()
    task = asyncio.create_task(call())
    done, late = await asyncio.wait([task], timeout=0.01)
    assert (done, late) == (set(), {task})
    assert call.how == "waits"
    task.cancel()
    await asyncio.wait([task])


@pytest.mark.fact("wait-cancels-nothing")
async def test_cancelling_asyncio_wait_does_not_cancel_its_tasks() -> None:
    call = Call()
    task = asyncio.create_task(call())
    waits = asyncio.create_task(asyncio.wait([task]))
    await call.entered.wait()
    waits.cancel()
    await asyncio.wait([waits])
    assert call.how == "waits"
    call.go_on.set()
    await task
