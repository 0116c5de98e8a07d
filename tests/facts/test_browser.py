"""The browser's own stamps: how time to first byte and the largest paint hang together."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

PAGE = b"<!doctype html><title>x</title><p style='font-size:60px'>The largest thing on this page is this line."
WAIT = 0.4  # seconds that the server lets the browser wait

WATCH = """
() => new Promise(done => new PerformanceObserver(list => {
    const [navigation] = performance.getEntriesByType('navigation')
    done([navigation.responseStart, list.getEntries().at(-1).startTime])
}).observe({type: 'largest-contentful-paint', buffered: true}))
"""


class Late(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path == "/late":
            threading.Event().wait(WAIT)
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(PAGE)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Late)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.mark.browser
@pytest.mark.fact("first-byte-is-part-of-lcp")
def test_the_largest_paint_comes_after_the_first_byte_and_waits_with_it(page: Any, server: str) -> None:
    for path, at_least in (("/", 0.0), ("/late", WAIT * 1_000)):
        page.goto(server + path)
        first_byte, largest_paint = page.evaluate(WATCH)
        assert at_least <= first_byte <= largest_paint
