"""Every server of the matrix, for real: it serves, it has the workers that were asked for, and it leaves nothing behind."""

import json
import os
import signal

import psutil
import pytest

from lab.knobs import ASGI_SERVERS, WSGI_SERVERS
from lab.testbed.servers import SERVERS, cannot
from tests.lab.engine import assert_lawful, calm, snapshots, start, tree_of, variants

QUICK = ("--clients", "24", "--latency", "100", "--seconds", "2")


def test_the_knobs_name_every_server() -> None:
    assert set(WSGI_SERVERS) == {name for name, server in SERVERS.items() if server.interface == "wsgi"}
    assert set(ASGI_SERVERS) == {name for name, server in SERVERS.items() if server.interface == "asgi"}


@pytest.mark.parametrize("name", SERVERS)
def test_what_a_server_cannot_do_is_said_in_sentences(name: str) -> None:
    for sentence in cannot(name, workers=4, threads=8):
        assert sentence.endswith(".")
    assert cannot(name)


def test_threads_that_do_not_count_are_named() -> None:
    assert any("8 threads" in sentence for sentence in cannot("gunicorn-sync", threads=8))
    assert not any("8 threads" in sentence for sentence in cannot("waitress", threads=8))


@pytest.mark.slow
@pytest.mark.parametrize("name", WSGI_SERVERS)
def test_a_wsgi_server_answers_as_fast_as_its_workers_wait(name: str) -> None:
    workers = 2 if name == "gunicorn-sync" else 6
    seen: set[int] = set()
    for _ in range(4):
        lines = calm("sync-vs-async", *QUICK, "--wsgi-server", name, "--workers", "2", "--threads", "3")
        info = lines[0]["variants"][0]
        assert info["workers"] == workers
        assert info["server"] == SERVERS[name].words
        found = variants(lines)["sync"]
        # Which process accepts a connection is chance: where one has more than its share, others have idle threads.
        assert 0.6 * workers / 0.1 <= found["throughput_per_s"] <= 1.1 * workers / 0.1
        assert_lawful(lines)
        lanes = {lane for part in snapshots(lines, "sync") for lane in part["open"]["lane"] if lane >= 0}
        assert lanes <= set(range(workers))
        seen |= lanes
        if len(seen) == workers:
            break
    assert seen == set(range(workers))


@pytest.mark.slow
@pytest.mark.parametrize("name", ASGI_SERVERS)
def test_an_asgi_server_holds_all_requests_at_once(name: str) -> None:
    lines = calm("sync-under-asgi", *QUICK, "--asgi-server", name)
    for each in variants(lines).values():
        assert each["server"] == SERVERS[name].words
        assert each["throughput_per_s"] > 0.5 * 24 / 0.1
    assert_lawful(lines)


@pytest.mark.slow
@pytest.mark.parametrize(("wsgi", "asgi"), zip(WSGI_SERVERS, ASGI_SERVERS, strict=True))
def test_no_worker_of_any_server_outlives_the_engine(wsgi: str, asgi: str) -> None:
    options = ("--workers", "2", "--wsgi-server", wsgi, "--asgi-server", asgi)
    engine = start("run", "sync-vs-async", "--seconds", "20", *options, "--json")
    assert engine.stdout
    processes = tree_of(json.loads(engine.stdout.readline()))
    assert len(processes) >= 1 + 3 + 3
    os.kill(engine.pid, signal.SIGKILL)
    engine.communicate(timeout=10)
    _, alive = psutil.wait_procs(processes, timeout=5)
    assert alive == []


@pytest.mark.slow
@pytest.mark.parametrize(("wsgi", "asgi"), zip(WSGI_SERVERS, ASGI_SERVERS, strict=True))
def test_a_worker_that_dies_ends_the_run(wsgi: str, asgi: str) -> None:
    options = ("--workers", "2", "--wsgi-server", wsgi, "--asgi-server", asgi)
    engine = start("run", "sync-vs-async", "--seconds", "20", *options, "--json")
    assert engine.stdout
    first = json.loads(engine.stdout.readline())
    processes = tree_of(first)
    worker = psutil.Process(first["pids"]["servers"]["async"]).children()[0]
    worker.kill()
    out, _ = engine.communicate(timeout=20)
    last = json.loads(out.splitlines()[-1])
    assert engine.returncode == 1
    assert "async" in last["reason"]
    _, alive = psutil.wait_procs(processes, timeout=5)
    assert alive == []
