"""A fixed pool of WSGI threads under more requests than it has threads."""

import asyncio
import time
from collections.abc import Iterator

import pytest

from tests.facts.serving import get_all, serving

THREADS = 4
SERVICE = 0.1  # seconds

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def gunicorn() -> Iterator[str]:
    with serving("gunicorn", "wsgi", threads=THREADS) as address:
        yield address


async def took(address: str, count: int) -> tuple[float, int]:
    """Seconds until all are answered, and how many were inside the view together."""
    begin = time.monotonic()
    answers = await get_all(address, count)
    return time.monotonic() - begin, max(answer["together"] for answer in answers)


@pytest.mark.fact("wait-holds-a-wsgi-thread")
@pytest.mark.fact("full-pool-queues")
async def test_four_threads_wait_four_at_a_time_whatever_the_load(gunicorn: str) -> None:
    for count in (8, 32):
        seconds, together = await took(f"{gunicorn}/sync?ms={SERVICE * 1000:g}", count)
        assert together == THREADS
        assert seconds >= count * SERVICE / THREADS * 0.99  # N·S/c: the law, which no machine beats


@pytest.mark.fact("full-pool-queues")
async def test_a_full_pool_refuses_nobody_and_response_time_grows_with_the_queue(gunicorn: str) -> None:
    # get_all fails where an answer is not 200: the ninth round is late, and it is answered.
    few, _ = await took(f"{gunicorn}/sync?ms={SERVICE * 1000:g}", THREADS)
    many, _ = await took(f"{gunicorn}/sync?ms={SERVICE * 1000:g}", THREADS * 9)
    assert many > 3 * few


@pytest.mark.fact("async-under-wsgi-scales-nothing")
async def test_an_async_view_holds_a_wsgi_thread_like_a_sync_one(gunicorn: str) -> None:
    seconds, together = await took(f"{gunicorn}/async?ms={SERVICE * 1000:g}", 16)
    assert together == THREADS
    assert seconds >= 16 * SERVICE / THREADS * 0.99


@pytest.mark.fact("async-holds-all-waits-at-once")
@pytest.mark.parametrize("server", ["daphne", "uvicorn"])
@pytest.mark.parametrize("view", ["sync", "async"])
async def test_under_asgi_sync_and_async_views_all_wait_at_once(server: str, view: str) -> None:
    with serving(server, "application") as address:
        # Long enough for all to have arrived on a busy machine before the first one leaves.
        _, together = await took(f"{address}/{view}?ms=3000", 40)
    assert together == 40


@pytest.mark.fact("littles-law")
async def test_in_flight_is_throughput_times_response_time(gunicorn: str) -> None:
    clients, rounds = 12, 4
    times: list[float] = []

    async def client() -> None:
        for _ in range(rounds):
            begin = time.monotonic()
            await get_all(f"{gunicorn}/sync?ms={SERVICE * 1000:g}", 1)
            times.append(time.monotonic() - begin)

    begin = time.monotonic()
    await asyncio.gather(*(client() for _ in range(clients)))
    seconds = time.monotonic() - begin
    throughput, response_time = len(times) / seconds, sum(times) / len(times)
    # The clients stop one after the other, so that fewer than all are in flight at the end: by a round at most.
    assert clients * (rounds - 1) / rounds <= throughput * response_time <= clients * 1.01
    # Nobody who waited S for each answer got more than c/S of them.
    assert throughput <= THREADS / SERVICE * 1.01
