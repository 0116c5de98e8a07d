"""Streams on real servers: when the head leaves, and what becomes of a reader who does not read."""

import json
import select
import socket
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import pytest

from tests.facts.serving import serving
from tests.facts.streams import LIMIT, PARTS

pytestmark = pytest.mark.slow
PROJECT = "tests.facts.streams"


@contextmanager
def asked(address: str, target: str) -> Iterator[socket.socket]:
    """A connection on which a GET was sent, and from which nothing was read."""
    place = urlsplit(address)
    with socket.create_connection((place.hostname, place.port or 80), timeout=LIMIT) as found:
        found.sendall(f"GET {target} HTTP/1.1\r\nHost: {place.netloc}\r\n\r\n".encode())
        yield found


def get(url: str) -> bytes:
    with urllib.request.urlopen(url, timeout=LIMIT) as response:
        body: bytes = response.read()
        return body


@pytest.mark.fact("uvicorn-sends-the-head-at-once")
@pytest.mark.parametrize(("server", "at_once"), [("uvicorn", True), ("daphne", False)])
def test_uvicorn_sends_the_head_at_once_and_daphne_with_the_first_part(server: str, at_once: bool) -> None:
    with serving(server, "application", project=PROJECT) as address, asked(address, "/gated?gate=a") as reader:
        # The server is not asked for long whether it sends what it will not send; one that does, does in a moment.
        come, _, _ = select.select([reader], [], [], LIMIT if at_once else 0.5)
        assert bool(come) is at_once
        if at_once:
            assert reader.recv(4096).endswith(b"\r\n\r\n")  # the head alone
        get(f"{address}/open?gate=a")
        received = b""
        while b"the part" not in received:
            received += reader.recv(4096)
        assert received.startswith(b"HTTP/1.1 200") is not at_once


@pytest.mark.fact("uvicorn-waits-for-a-slow-reader")
@pytest.mark.parametrize("server", ["uvicorn", "daphne"])
def test_uvicorn_waits_for_a_reader_who_does_not_read_and_daphne_makes_it_all(server: str) -> None:
    with serving(server, "application", project=PROJECT) as address, asked(address, "/endless"):
        made, before, deadline = 0, -1, time.monotonic() + LIMIT
        while (made == 0 or made != before) and time.monotonic() < deadline:
            before = made
            time.sleep(0.5)
            made = json.loads(get(f"{address}/made"))["made"]
        assert (made == PARTS) is (server == "daphne")


@pytest.mark.fact("wsgi-closes-the-iterator")
def test_under_wsgi_the_iterator_is_closed_when_its_reader_has_left() -> None:
    with serving("gunicorn", "wsgi", threads=2, project=PROJECT) as address:
        with asked(address, "/until-closed") as reader:
            assert reader.recv(1)
        closed, deadline = 0, time.monotonic() + LIMIT
        while not closed and time.monotonic() < deadline:
            closed = json.loads(get(f"{address}/closed"))["closed"]
        assert closed == 1
