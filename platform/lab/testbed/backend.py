"""The slow dependency: an HTTP server that waits before it answers, and does nothing else. A process of its own."""

from __future__ import annotations

import asyncio
import re
import socket
from typing import Any

import httptools
import uvloop

from lab.testbed.servicetimes import service_time

ANSWER = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\nok"
NUMBER = re.compile(rb"/(\d{1,9})$")
# uvloop counts in whole milliseconds and may fire up to one early; a backend must never be faster than it says.
NEVER_EARLY = 0.001


class BackendConnection(asyncio.Protocol):
    """One connection; its requests come one after the other, as neither of our clients pipelines."""

    def __init__(self, distribution: str, mean_s: float, seed: int) -> None:
        self.distribution, self.mean_s, self.seed = distribution, mean_s, seed
        self.parser = httptools.HttpRequestParser(self)
        self.loop = asyncio.get_running_loop()
        self.url = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport: Any = transport

    def data_received(self, data: bytes) -> None:
        try:
            self.parser.feed_data(data)
        except httptools.HttpParserError:
            self.transport.close()

    def on_message_begin(self) -> None:
        self.url = b""

    def on_url(self, url: bytes) -> None:
        self.url += url

    def on_message_complete(self) -> None:
        if self.url == b"/ready":
            self.answer()
            return
        found = NUMBER.search(self.url)
        number = int(found[1]) if found else 0
        wait = service_time(self.distribution, self.mean_s, self.seed, number)
        self.loop.call_later(wait + NEVER_EARLY, self.answer)

    def answer(self) -> None:
        if not self.transport.is_closing():
            self.transport.write(ANSWER)


def run(listener: socket.socket, distribution: str, mean_s: float, seed: int) -> None:
    """Serves until killed. `listener` is bound and listens already."""

    async def serve() -> None:
        loop = asyncio.get_running_loop()
        server = await loop.create_server(lambda: BackendConnection(distribution, mean_s, seed), sock=listener)
        await server.serve_forever()

    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(serve())
