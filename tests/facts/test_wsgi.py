"""An async view under Django's WSGI handler."""

import asyncio
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import aiohttp
import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import path

from tests.facts.counting import Inside


@pytest.mark.fact("async-under-wsgi-one-loop-a-request")
def test_each_request_has_an_event_loop_of_its_own_that_is_closed_after_it() -> None:
    loops: list[asyncio.AbstractEventLoop] = []

    async def view(request: HttpRequest) -> HttpResponse:
        loops.append(asyncio.get_running_loop())
        return HttpResponse()

    with override_settings(ROOT_URLCONF=(path("", view),), MIDDLEWARE=[]):
        for _ in range(3):
            assert Client().get("/").status_code == 200
    assert len({id(loop) for loop in loops}) == 3  # they are all kept above, so that no id is used twice
    assert all(loop.is_closed() for loop in loops)


@pytest.mark.fact("gather-helps-under-wsgi")
def test_gather_inside_one_view_overlaps_its_waits() -> None:
    inside = Inside()

    async def wait() -> None:
        with inside.enter():
            await asyncio.sleep(0.02)

    async def view(request: HttpRequest) -> HttpResponse:
        await asyncio.gather(wait(), wait(), wait())
        return HttpResponse()

    with override_settings(ROOT_URLCONF=(path("", view),), MIDDLEWARE=[]):
        assert Client().get("/").status_code == 200
    assert inside.most == 3


class Ok(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "2")
        self.send_header("Connection", "close")  # else the first request's transport outlives the test, unclosable
        self.end_headers()
        self.wfile.write(b"ok")

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def backend() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Ok)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.mark.fact("client-session-dies-with-its-loop")
def test_a_client_session_kept_across_requests_fails_in_the_second(backend: str) -> None:
    sessions: list[aiohttp.ClientSession] = []

    async def view(request: HttpRequest) -> HttpResponse:
        if not sessions:
            sessions.append(aiohttp.ClientSession())
        try:
            async with sessions[0].get(backend) as response:
                return HttpResponse(await response.read())
        except RuntimeError as error:
            return HttpResponse(str(error))

    with override_settings(ROOT_URLCONF=(path("", view),), MIDDLEWARE=[]):
        answers = [Client().get("/").content for _ in range(2)]
    sessions[0].detach()
    assert answers == [b"ok", b"Event loop is closed"]
