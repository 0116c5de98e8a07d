"""`python -m lab serve`: the servers alone, for other tools."""

import json
import signal
import urllib.request

import psutil
import pytest

from tests.lab.engine import start


@pytest.mark.slow
def test_the_servers_answer_until_they_are_interrupted() -> None:
    engine = start("serve", "sync-vs-async", "--latency", "20", "--server", "gunicorn-sync", "--json")
    assert engine.stdout
    urls = json.loads(engine.stdout.readline())
    processes = psutil.Process(engine.pid).children(recursive=True)
    assert set(urls) == {"backend", "sync", "async"}
    for url in urls.values():
        with urllib.request.urlopen(url, timeout=10) as response:
            assert response.read() == b"ok"
    engine.send_signal(signal.SIGINT)
    engine.communicate(timeout=10)
    assert engine.returncode == 0
    _, alive = psutil.wait_procs(processes, timeout=5)
    assert alive == []
