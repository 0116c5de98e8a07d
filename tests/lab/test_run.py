"""The engine as a program, against real servers."""

import json
import os
import signal
import time

import psutil
import pytest

from tests.lab.engine import assert_lawful, calm, lab, start, tree_of, variants

pytestmark = pytest.mark.slow


def test_four_threads_give_eight_a_second_and_the_loop_twelve_times_that() -> None:
    lines = calm("sync-vs-async", "--clients", "100", "--latency", "500", "--seconds", "6")
    found = variants(lines)
    assert 7.0 <= found["sync"]["throughput_per_s"] <= 8.8
    assert found["async"]["throughput_per_s"] >= 12 * found["sync"]["throughput_per_s"]
    assert_lawful(lines)
    busy = {
        lane
        for line in lines
        if line["type"] == "snapshot"
        for lane in line["variants"]["sync"]["open"]["lane"]
        if lane >= 0
    }
    assert busy == {0, 1, 2, 3}


def test_under_asgi_sync_and_async_are_about_equal() -> None:
    found = variants(calm("sync-under-asgi", "--clients", "50", "--seconds", "4"))
    ratio = found["async"]["throughput_per_s"] / found["sync"]["throughput_per_s"]
    assert 1 / 1.3 <= ratio <= 1.3


@pytest.mark.parametrize("server", ["daphne", "uvicorn"])
def test_a_blocking_call_lets_one_request_through_at_a_time(server: str) -> None:
    options = ("--clients", "20", "--latency", "100", "--seconds", "3", "--asgi-server", server)
    lines = calm("blocking-in-async", *options)
    found = variants(lines)
    assert found["blocking"]["throughput_per_s"] <= 12
    assert found["awaited"]["throughput_per_s"] >= 5 * found["blocking"]["throughput_per_s"]
    assert_lawful(lines)
    blocked = sum(len(line["variants"]["blocking"]["blocked"]["from"]) for line in lines if line["type"] == "snapshot")
    assert blocked > 0


def test_an_open_load_keeps_its_books() -> None:
    lines = lab("sync-vs-async", "--rate", "20", "--latency", "100", "--seconds", "3", "--distribution", "lognormal")
    assert_lawful(lines)
    for each in lines[-1]["variants"]:
        assert each["errors"] == each["not_sent"] == 0


def test_nothing_is_left_when_the_engine_is_killed() -> None:
    engine = start("run", "sync-vs-async", "--seconds", "10", "--json")
    assert engine.stdout
    first = json.loads(engine.stdout.readline())
    processes = tree_of(first)
    assert len(processes) >= 4
    os.kill(engine.pid, signal.SIGKILL)
    engine.communicate(timeout=10)
    _, alive = psutil.wait_procs(processes, timeout=5)
    assert alive == []


def test_a_server_that_is_killed_ends_the_run_with_its_name() -> None:
    engine = start("run", "sync-vs-async", "--seconds", "10", "--json")
    assert engine.stdout
    first = json.loads(engine.stdout.readline())
    processes = tree_of(first)
    time.sleep(1)
    os.kill(first["pids"]["servers"]["async"], signal.SIGKILL)
    out, errors = engine.communicate(timeout=10)
    last = json.loads(out.splitlines()[-1])
    assert engine.returncode == 1
    assert last["type"] == "error"
    assert "async" in last["reason"]
    assert "SIGKILL" in last["reason"]
    assert last["reason"] in errors
    _, alive = psutil.wait_procs(processes, timeout=5)
    assert alive == []
