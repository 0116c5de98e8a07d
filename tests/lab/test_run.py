"""The engine as a program, against real servers."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import psutil
import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
ENV = os.environ | {"PYTHONPATH": str(ROOT / "platform")}


def start(*arguments: str) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "lab", *arguments]
    return subprocess.Popen(command, env=ENV, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def lab(*arguments: str) -> list[dict[str, Any]]:
    engine = start("run", *arguments, "--json")
    out, errors = engine.communicate(timeout=60)
    assert engine.returncode == 0, errors
    return [json.loads(line) for line in out.splitlines()]


def variants(lines: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {each["name"]: each for each in lines[-1]["variants"]}


def assert_honest(done: dict[str, Any]) -> None:
    assert done["verdict"] == "VALID" or done["reasons"]
    for each in done["variants"]:
        for law in each["laws"]:
            assert law["holds"], (each["name"], law)


def test_four_threads_give_eight_a_second_and_the_loop_twelve_times_that() -> None:
    lines = lab("sync-vs-async", "--clients", "100", "--latency", "500", "--seconds", "6")
    found = variants(lines)
    assert 7.0 <= found["sync"]["throughput_per_s"] <= 8.8
    assert found["async"]["throughput_per_s"] >= 12 * found["sync"]["throughput_per_s"]
    assert_honest(lines[-1])
    busy = {
        lane
        for line in lines
        if line["type"] == "snapshot"
        for lane in line["variants"]["sync"]["open"]["lane"]
        if lane >= 0
    }
    assert busy == {0, 1, 2, 3}


def test_under_asgi_sync_and_async_are_about_equal() -> None:
    found = variants(lab("sync-under-asgi", "--clients", "50", "--seconds", "4"))
    ratio = found["async"]["throughput_per_s"] / found["sync"]["throughput_per_s"]
    assert 1 / 1.3 <= ratio <= 1.3


@pytest.mark.parametrize("server", ["daphne", "uvicorn"])
def test_a_blocking_call_lets_one_request_through_at_a_time(server: str) -> None:
    options = ("--clients", "20", "--latency", "100", "--seconds", "3", "--asgi-server", server)
    lines = lab("blocking-in-async", *options)
    found = variants(lines)
    assert found["blocking"]["throughput_per_s"] <= 12
    assert found["awaited"]["throughput_per_s"] >= 5 * found["blocking"]["throughput_per_s"]
    assert_honest(lines[-1])
    blocked = sum(len(line["variants"]["blocking"]["blocked"]["from"]) for line in lines if line["type"] == "snapshot")
    assert blocked > 0


def test_an_open_load_keeps_its_books() -> None:
    lines = lab("sync-vs-async", "--rate", "20", "--latency", "100", "--seconds", "3", "--distribution", "lognormal")
    assert_honest(lines[-1])
    for each in lines[-1]["variants"]:
        assert each["errors"] == each["not_sent"] == 0


def tree_of(first: dict[str, Any]) -> list[psutil.Process]:
    pids = [first["pids"]["backend"], *first["pids"]["servers"].values()]
    tops = [psutil.Process(pid) for pid in pids]
    return [*tops, *(child for top in tops for child in top.children(recursive=True))]


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


@pytest.mark.parametrize("arguments", [("run", "sync-vs-async", "--clients", "0"), ("run", "no-such-thing")])
def test_bad_arguments_end_with_status_two_and_one_sentence(arguments: tuple[str, ...]) -> None:
    engine = start(*arguments)
    out, errors = engine.communicate(timeout=20)
    assert engine.returncode == 2
    assert out == ""
    assert len(errors.splitlines()) == 1
