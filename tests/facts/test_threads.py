"""Which thread a view runs in under ASGI, and how many threads that makes."""

import asyncio
import os
import threading
import time
from collections.abc import Iterator

import pytest
from asgiref.sync import sync_to_async
from django.core.signals import request_finished, request_started
from django.dispatch import Signal
from django.http import HttpRequest, HttpResponse
from django.test import AsyncClient

from tests.facts.asgi import LIMIT, ask, site
from tests.facts.counting import Inside

MANY = 1_000


@pytest.mark.fact("sync-view-leaves-the-loop-free")
async def test_the_event_loop_goes_on_while_a_sync_view_blocks_its_thread() -> None:
    begun, end = threading.Event(), threading.Event()

    def view(request: HttpRequest) -> HttpResponse:
        begun.set()
        assert end.wait(LIMIT)  # blocks the thread until the loop says so: were it the loop's, nobody could
        return HttpResponse()

    with site(view=view) as app:
        request = asyncio.create_task(ask(app, "/view"))
        while not begun.is_set():
            await asyncio.sleep(0)
        end.set()
        await request


@pytest.mark.fact("one-thread-a-request")
async def test_everything_sync_of_one_request_shares_a_thread_and_the_next_request_has_its_own() -> None:
    seen: list[tuple[int, int]] = []
    meet = threading.Barrier(8)

    async def view(request: HttpRequest) -> HttpResponse:
        first = await sync_to_async(threading.get_ident)()
        await sync_to_async(meet.wait)(LIMIT)  # all eight at once: none can have another's thread
        seen.append((first, await sync_to_async(threading.get_ident)()))
        return HttpResponse()

    with site(view=view) as app:
        await asyncio.gather(*(ask(app, "/view") for _ in range(8)))
    assert all(first == second for first, second in seen)
    assert len({first for first, _ in seen}) == 8
    assert threading.get_ident() not in {first for first, _ in seen}


@pytest.mark.fact("sync-views-run-side-by-side")
async def test_sync_views_of_different_requests_wait_side_by_side() -> None:
    meet = threading.Barrier(50)

    def view(request: HttpRequest) -> HttpResponse:
        meet.wait(LIMIT)  # passes only when fifty views are here together
        return HttpResponse()

    with site(view=view) as app:
        await asyncio.gather(*(ask(app, "/view") for _ in range(50)))


@pytest.mark.slow
@pytest.mark.fact("no-cap-on-request-threads")
async def test_a_thousand_waiting_sync_views_are_a_thousand_threads() -> None:
    meet = threading.Barrier(MANY)
    inside = Inside()

    def view(request: HttpRequest) -> HttpResponse:
        with inside.enter():
            meet.wait(LIMIT)
        return HttpResponse()

    with site(view=view) as app:
        await asyncio.gather(*(ask(app, "/view") for _ in range(MANY)))
    assert inside.most == MANY
    assert len(set(inside.threads)) == MANY


@pytest.mark.fact("async-client-shares-one-thread")
async def test_in_the_test_client_sync_views_take_turns_on_one_thread() -> None:
    inside = Inside()

    def view(request: HttpRequest) -> HttpResponse:
        with inside.enter():
            time.sleep(0.01)
        return HttpResponse()

    with site(view=view):
        await asyncio.gather(*(AsyncClient().get("/view") for _ in range(8)))
    assert inside.most == 1
    assert len(inside.threads) == 8
    assert len(set(inside.threads)) == 1


@pytest.fixture
def without_receivers() -> Iterator[None]:
    """Nothing listens to the signals of a request, as in a project that disconnected Django's own receivers."""
    signals = (request_started, request_finished)
    kept = [signal.receivers for signal in signals]
    for signal in signals:
        signal.receivers = []
        signal.sender_receivers_cache.clear()
    yield
    for signal, receivers in zip(signals, kept, strict=True):
        signal.receivers = receivers
        signal.sender_receivers_cache.clear()


async def threads_of_waiting_async_views(count: int) -> int:
    """How many threads there are that were not there before, while `count` async views wait together."""
    before, most = set(threading.enumerate()), 0
    meet = asyncio.Barrier(count)

    async def view(request: HttpRequest) -> HttpResponse:
        nonlocal most
        await meet.wait()
        most = max(most, len(set(threading.enumerate()) - before))
        return HttpResponse()

    with site(view=view) as app:
        await asyncio.gather(*(ask(app, "/view") for _ in range(count)))
    return most


@pytest.mark.fact("async-request-uses-a-thread")
async def test_a_wholly_async_request_holds_a_thread_for_the_receivers_of_its_signals() -> None:
    assert await threads_of_waiting_async_views(20) >= 20


@pytest.mark.fact("async-request-uses-a-thread")
@pytest.mark.usefixtures("without_receivers")
async def test_without_those_receivers_waiting_async_requests_hold_no_thread() -> None:
    assert await threads_of_waiting_async_views(20) == 0


@pytest.mark.fact("async-request-uses-a-thread")
async def test_a_sync_receiver_runs_in_a_thread_and_an_async_one_on_the_loop() -> None:
    signal = Signal()
    seen: dict[str, int] = {}

    def sync(**named: object) -> None:
        seen["sync"] = threading.get_ident()

    async def on_the_loop(**named: object) -> None:
        seen["async"] = threading.get_ident()

    signal.connect(sync)
    signal.connect(on_the_loop)
    await signal.asend(None)
    assert seen["async"] == threading.get_ident() != seen["sync"]


@pytest.mark.fact("not-thread-sensitive-uses-the-pool")
async def test_thread_insensitive_calls_share_the_loops_pool() -> None:
    size = min(32, (os.cpu_count() or 1) + 4)
    inside = Inside()
    full = threading.Barrier(size)

    def call(number: int) -> None:
        with inside.enter():
            if number < size:
                full.wait(LIMIT)  # the pool does fill up

    calls = [sync_to_async(call, thread_sensitive=False)(number) for number in range(size * 3)]
    await asyncio.gather(*calls)
    assert inside.most == size
    assert len(set(inside.threads)) == size  # three times as many calls made no thread more


@pytest.mark.fact("not-thread-sensitive-uses-the-pool")
async def test_a_given_executor_is_used() -> None:
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(1, thread_name_prefix="mine") as executor:
        name = await sync_to_async(lambda: threading.current_thread().name, thread_sensitive=False, executor=executor)()
    assert name.startswith("mine")


@pytest.mark.fact("switch-costs-more-than-await")
async def test_a_switch_to_a_thread_costs_many_awaits() -> None:
    async def nothing() -> None: ...

    threaded = sync_to_async(lambda: None)

    async def best(call: object, rounds: int) -> float:
        """Of five, so that a slow moment of the machine is not what is compared."""
        took = []
        for _ in range(5):
            begin = time.perf_counter()
            for _ in range(rounds):
                await call()  # type: ignore[operator]
            took.append((time.perf_counter() - begin) / rounds)
        return min(took)

    assert await best(threaded, 200) > 5 * await best(nothing, 2_000)


@pytest.mark.fact("task-outlives-its-request")
async def test_sync_code_of_a_task_that_outlives_its_request_runs_in_another_thread() -> None:
    answered = asyncio.Event()
    seen: list[threading.Thread] = []  # the threads themselves: an ended one's number may be given again
    tasks: list[asyncio.Task[None]] = []

    async def note() -> None:
        seen.append(await sync_to_async(threading.current_thread)())

    async def later() -> None:
        await answered.wait()
        await note()

    async def view(request: HttpRequest) -> HttpResponse:
        await note()
        tasks.append(asyncio.create_task(later()))
        return HttpResponse()

    with site(view=view) as app:
        await ask(app, "/view")
    answered.set()
    await tasks[0]
    assert seen[0] is not seen[1]
    assert not seen[0].is_alive()
