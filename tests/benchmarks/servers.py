"""What the generators are pointed at: the plain server, and the lab's slow backend."""

import contextlib
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from tests.setup.servers import accepts, free_port, running

ROOT = Path(__file__).resolve().parents[2]


@contextlib.contextmanager
def plain_server() -> Iterator[int]:
    """Its port."""
    port = free_port()
    command = [sys.executable, "-m", "tests.benchmarks.plain_server", str(port)]
    with tempfile.NamedTemporaryFile() as log, running(command, lambda: accepts(port), Path(log.name)):
        yield port


@contextlib.contextmanager
def slow_backend(latency_ms: float) -> Iterator[int]:
    """The port of the backend that `python -m lab serve` starts."""
    command = [sys.executable, "-m", "lab", "serve", "blocking-in-async", "--latency", str(latency_ms), "--json"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        try:
            port = urlsplit(json.loads(process.stdout.readline())["backend"]).port
            assert port
            yield port
        finally:
            process.terminate()


def client(module: str, *arguments: object) -> dict[str, Any]:
    """What a client in a process of its own measured."""
    command = [sys.executable, "-m", f"tests.benchmarks.{module}", *map(str, arguments)]
    output = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=120).stdout
    found: dict[str, Any] = json.loads(output.splitlines()[-1])
    if found["failures"]:
        raise RuntimeError(f"{module} saw {found['failures']} failures")
    return found
