"""The slow backend with its faults, as a real process asked by the clients of the views."""

import asyncio
import time
from collections import Counter
from collections.abc import AsyncIterator

import pytest

from lab.settings import Settings
from lab.testbed import processes
from lab.testbed.clients import AsyncClient, BackendFailed
from lab.testbed.processes import HOST, Process, until_ready
from lab.testbed.servicetimes import Times
from lab.turn import backend_spec


@pytest.fixture
async def testbed() -> AsyncIterator[processes.Testbed]:
    found = processes.Testbed(time.perf_counter_ns(), 60)
    yield found
    found.close()


async def started(testbed: processes.Testbed, **settings: object) -> tuple[Process, AsyncClient]:
    asked = Settings.checked(scenario="any", **({"latency_ms": 20} | settings))
    backend = testbed.start("backend", "The backend", backend_spec(asked))
    await until_ready(backend)
    return backend, AsyncClient(f"http://{HOST}:{backend.port}")


async def befallen(client: AsyncClient, numbers: range) -> list[str]:
    async def one(number: int) -> str:
        try:
            async with asyncio.timeout(2):
                await client.get(number)
        except BackendFailed as error:
            return str(error)
        except TimeoutError:
            return "hang"
        return "ok"

    return await asyncio.gather(*(one(number) for number in numbers))


async def test_a_kind_backend_lets_nobody_down(testbed: processes.Testbed) -> None:
    _, client = await started(testbed)
    assert set(await befallen(client, range(40))) == {"ok"}


async def test_each_fault_befalls_its_share_and_the_same_calls_for_the_same_seed(testbed: processes.Testbed) -> None:
    shares = {"error_percent": 20, "reset_percent": 20, "hang_percent": 20}
    first = await befallen((await started(testbed, **shares))[1], range(100))
    counted = Counter(first)
    assert set(counted) == {"ok", "error", "reset", "hang"}
    assert all(5 <= counted[fault] <= 40 for fault in ("error", "reset", "hang"))
    assert await befallen((await started(testbed, **shares))[1], range(100)) == first


async def test_as_many_calls_are_served_at_once_as_there_are_slots(testbed: processes.Testbed) -> None:
    _, client = await started(testbed, capacity=2, latency_ms=50)
    begin = time.perf_counter()
    await befallen(client, range(8))
    assert time.perf_counter() - begin >= 8 / 2 * 0.050


async def test_who_left_the_queue_is_not_served(testbed: processes.Testbed) -> None:
    _, client = await started(testbed, capacity=1, latency_ms=200)
    calls = [asyncio.create_task(client.get(number)) for number in range(6)]
    await asyncio.sleep(0.05)
    for call in calls[1:5]:
        call.cancel()
    begin = time.perf_counter()
    await calls[5]
    assert time.perf_counter() - begin < 4 * 0.200


def test_a_slow_start_wears_off() -> None:
    times = Times("constant", 0.1, seed=1, slow_start_s=10)
    assert times.wait(0, now=5.0) == pytest.approx(0.3)
    assert times.wait(1, now=10.0) == pytest.approx(0.2)
    assert times.wait(2, now=15.0) == times.wait(3, now=99.0) == pytest.approx(0.1)


def test_jitter_only_adds() -> None:
    times = Times("constant", 0.1, seed=1, jitter_s=0.05)
    waits = [times.wait(number, now=0.0) for number in range(200)]
    assert all(0.1 <= wait <= 0.15 for wait in waits)
    assert max(waits) - min(waits) > 0.04
