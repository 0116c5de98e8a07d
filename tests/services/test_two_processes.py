"""Two web processes on one PostgreSQL and one Redis are one site."""

from __future__ import annotations

import asyncio
import os
import signal
from pathlib import Path

import pytest

from tests.lab.live.test_host import all_gone, reason, until_measuring
from tests.lab.live.watching import Visitor, Watched, figures, processes_of
from tests.setup.servers import Redis, Site, run_redis, run_site

pytestmark = [pytest.mark.services, pytest.mark.slow]
LIVE = 2 * 2  # frames a second: twice what a process sees that only looks at the database
Pair = tuple[Site, Site]


def assert_same_and_whole(watched: list[Watched]) -> None:
    for each in watched:
        assert each.holes == 0
        assert each.lines[-1]["type"] == "done"
    assert len({str(figures(each.lines)) for each in watched}) == 1


def frames_a_second(watched: Watched) -> float:
    """Snapshots a second of load, as they came."""
    last = figures(watched.lines)["sync ticks"][-1]
    return sum(line["type"] == "snapshot" for line in watched.lines) / (last / 1000)


async def watched_by_both(pair: Pair, run_id: str) -> list[Watched]:
    crowd = [Watched(), Watched()]
    async with asyncio.timeout(60):  # only a limit against hanging
        await asyncio.gather(*(each.watch(site, run_id) for each, site in zip(crowd, pair, strict=True)))
    return crowd


async def test_a_run_is_live_at_the_process_that_does_not_carry_it_out(pair: Pair) -> None:
    run_id = await asyncio.to_thread(Visitor(pair[0]).start, seconds="4")
    watched = await watched_by_both(pair, run_id)
    assert_same_and_whole(watched)
    assert min(frames_a_second(each) for each in watched) > LIVE


async def test_runs_asked_for_at_both_processes_are_carried_out_one_at_a_time_and_once(pair: Pair) -> None:
    visitors = [Visitor(site) for site in pair]
    runs = await asyncio.gather(*(asyncio.to_thread(visitors[n % 2].start, seconds="1") for n in range(4)))
    over: set[str] = set()
    while len(over) < len(runs):
        # Read from the last to the first: a run that ends in between cannot make two seem to run.
        states = {run: await asyncio.to_thread(visitors[0].status, run) for run in reversed(runs)}
        assert sum(state == "running" for state in states.values()) <= 2
        over = {run for run, state in states.items() if state == "done"}
        assert "failed" not in states.values()
        await asyncio.sleep(0.2)
    for run in runs:
        lines = await asyncio.to_thread(visitors[1].log, run)
        assert [line["type"] for line in lines].count("run") == 1
        ticks = figures(lines)["async ticks"]
        assert ticks == sorted(set(ticks))
    for site in pair:
        assert all_gone(processes_of(site))


async def test_a_redis_that_hangs_in_mid_run_costs_nobody_a_line(pair: Pair, redis: Redis) -> None:
    run_id = await asyncio.to_thread(Visitor(pair[0]).start, seconds="6")

    async def hang() -> None:
        await asyncio.to_thread(until_measuring, Visitor(pair[0]), run_id)
        os.kill(redis.process.pid, signal.SIGSTOP)
        try:
            await asyncio.sleep(4)
        finally:
            os.kill(redis.process.pid, signal.SIGCONT)

    watched, _ = await asyncio.gather(watched_by_both(pair, run_id), hang())
    assert_same_and_whole(watched)
    # Whoever is at the process that carries it out notices nothing.
    assert max(frames_a_second(each) for each in watched) > LIVE


async def test_a_redis_that_dies_in_mid_run_costs_nobody_a_line_and_is_used_again_when_it_is_back(
    pair: Pair, redis: Redis
) -> None:
    run_id = await asyncio.to_thread(Visitor(pair[0]).start, seconds="4")

    async def die() -> None:
        await asyncio.to_thread(until_measuring, Visitor(pair[0]), run_id)
        os.kill(redis.process.pid, signal.SIGKILL)

    watched, _ = await asyncio.gather(watched_by_both(pair, run_id), die())
    assert_same_and_whole(watched)
    with run_redis(redis.port):
        await asyncio.sleep(5)
        run_id = await asyncio.to_thread(Visitor(pair[0]).start, seconds="3")
        watched = await watched_by_both(pair, run_id)
        assert_same_and_whole(watched)
        assert min(frames_a_second(each) for each in watched) > LIVE


def test_a_process_that_is_killed_leaves_its_queue_to_the_other(environment: dict[str, str], tmp_path: Path) -> None:
    folders = [tmp_path / "one", tmp_path / "two"]
    for folder in folders:
        folder.mkdir()
    with run_site(folders[0], environment) as lost:
        visitor = Visitor(lost)
        first, second = visitor.start(seconds="10"), visitor.start(seconds="1")
        until_measuring(visitor, first)
        with run_site(folders[1], environment) as other:
            witness = Visitor(other)
            assert witness.status(first) == "running"
            processes = processes_of(lost)
            os.kill(lost.process.pid, signal.SIGKILL)
            assert all_gone(processes)
            assert witness.until(first, "failed") == "failed"
            assert "The site was stopped" in reason(witness, first)
            assert witness.until(second, "done", "failed") == "done"
