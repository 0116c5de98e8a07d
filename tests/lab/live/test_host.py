"""Whatever is killed, the run ends with a reason, nothing of it is left, and the queue goes on."""

from __future__ import annotations

import asyncio
import contextlib
import os
import resource
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from tests.lab.live.watching import Visitor, Watched, engine_of, figures, processes_of
from tests.setup.servers import Site, run_site

pytestmark = pytest.mark.slow


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


@pytest.fixture
def own_site(folder: Path) -> Iterator[Site]:
    with run_site(folder) as site:
        yield site


def until_measuring(visitor: Visitor, run_id: str) -> None:
    deadline = time.monotonic() + 20
    while not any(line["type"] == "snapshot" for line in visitor.log(run_id)):
        assert time.monotonic() < deadline
        time.sleep(0.1)


def reason(visitor: Visitor, run_id: str) -> str:
    return visitor.get(f"/lab/runs/{run_id}/")[1].partition("This run failed</strong>")[2].partition("</p>")[0].strip()


def all_gone(processes: list[psutil.Process]) -> bool:
    return not psutil.wait_procs(processes, timeout=5)[1]


def test_a_killed_engine_ends_its_run_and_the_next_one_begins(site: Site) -> None:
    visitor = Visitor(site)
    first, second = visitor.start(seconds="10"), visitor.start()
    until_measuring(visitor, first)
    assert visitor.status(second) == "queued"
    assert "Queued, number 1" in visitor.get(f"/lab/runs/{second}/")[1]
    engine = engine_of(site)
    processes = [engine, *engine.children(recursive=True)]
    assert len(processes) >= 4
    os.kill(engine.pid, signal.SIGKILL)
    assert all_gone(processes)
    assert visitor.until(first, "done", "failed") == "failed"
    assert reason(visitor, first) == "The engine was ended by SIGKILL before the run was over."
    assert any(line["type"] == "snapshot" for line in visitor.log(first))
    assert visitor.until(second, "done", "failed") == "done"
    assert all_gone(processes_of(site))


def test_a_killed_server_ends_its_run_by_name(site: Site) -> None:
    visitor = Visitor(site)
    run_id = visitor.start(seconds="10")
    until_measuring(visitor, run_id)
    processes = processes_of(site)
    server = next(
        process for process in engine_of(site).children() if any("gunicorn" in part for part in process.cmdline())
    )
    os.kill(server.pid, signal.SIGKILL)
    assert visitor.until(run_id, "done", "failed") == "failed"
    assert "gunicorn" in reason(visitor, run_id)
    assert all_gone(processes)


def test_a_killed_site_leaves_nothing_and_goes_on_with_its_queue_after_a_restart(folder: Path) -> None:
    with run_site(folder) as site:
        visitor = Visitor(site)
        lost, waiting = visitor.start(seconds="10"), visitor.start()
        until_measuring(visitor, lost)
        time.sleep(1.5)
        processes = processes_of(site)
        assert len(processes) >= 5
        os.kill(site.process.pid, signal.SIGKILL)
        assert all_gone(processes)
    with run_site(folder) as site:
        visitor = Visitor(site)
        assert visitor.until(lost, "failed", seconds=5) == "failed"
        assert "The site was stopped" in reason(visitor, lost)
        assert any(line["type"] == "snapshot" for line in visitor.log(lost))
        assert visitor.until(waiting, "done", "failed") == "done"


def test_a_site_that_is_stopped_takes_its_run_with_it(own_site: Site) -> None:
    visitor = Visitor(own_site)
    until_measuring(visitor, visitor.start(seconds="10"))
    processes = processes_of(own_site)
    own_site.process.terminate()
    own_site.process.wait(10)
    assert all_gone(processes)


@contextlib.contextmanager
def full_disk(site: Site) -> Iterator[None]:
    """For as long as it lasts, no file of the site grows: what a full disk does to a database, without filling one."""
    _, hard = resource.prlimit(site.process.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(site.process.pid, resource.RLIMIT_FSIZE, (1, hard))
    try:
        yield
    finally:
        resource.prlimit(site.process.pid, resource.RLIMIT_FSIZE, (hard, hard))


def stored(visitor: Visitor, run_id: str) -> list[dict[str, object]]:
    """What the database alone knows of a run: another process is asked, which never watched it."""
    with run_site(visitor.site.log.parent) as other:
        return Visitor(other).log(run_id)


async def test_a_disk_that_is_full_for_a_while_in_mid_run_costs_nothing(own_site: Site) -> None:
    visitor = Visitor(own_site)
    run_id = await asyncio.to_thread(visitor.start, seconds="6")
    watched = Watched()

    async def squeeze() -> None:
        await asyncio.to_thread(until_measuring, visitor, run_id)
        with full_disk(own_site):
            await asyncio.sleep(3)

    await asyncio.gather(watched.watch(own_site, run_id), squeeze())
    assert watched.holes == 0
    assert watched.lines[-1]["type"] == "done"
    assert figures(await asyncio.to_thread(stored, visitor, run_id)) == figures(watched.lines)


async def test_a_disk_that_stays_full_fails_the_run_by_name_and_the_queue_goes_on(own_site: Site) -> None:
    visitor = Visitor(own_site)
    run_id, waiting = [await asyncio.to_thread(visitor.start) for _ in range(2)]
    watched = Watched()
    await asyncio.to_thread(until_measuring, visitor, run_id)
    with full_disk(own_site):
        await watched.watch(own_site, run_id)
        # It was watched to the end of its load all the same.
        assert max(figures(watched.lines)["async ticks"]) >= 2500
        assert "could not be stored" in watched.reason
    assert await asyncio.to_thread(visitor.until, waiting, "done", "failed") == "done"
    assert await asyncio.to_thread(visitor.status, run_id) == "failed"
    assert "could not be stored" in await asyncio.to_thread(reason, visitor, run_id)
