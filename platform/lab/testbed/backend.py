"""The slow dependency: an HTTP server that waits before it answers, and does nothing else. A process of its own.

It can be told to be unkind: to fail, hang or reset a share of the calls, to serve only so many at once, to vary, to
be slow at first. What befalls a call depends on the seed and its number alone, so that every variant meets the same.
"""

from __future__ import annotations

import asyncio
import re
import socket
import struct
from collections import deque
from dataclasses import dataclass
from typing import Any

import httptools
import uvloop

from lab.testbed.servicetimes import Temper, Times

ANSWER = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\nok"
ERROR = b"HTTP/1.1 500 Internal Server Error\r\nContent-Type: text/plain\r\nContent-Length: 5\r\n\r\nerror"
NUMBER = re.compile(rb"/(\d{1,9})$")
# uvloop counts in whole milliseconds and may fire up to one early; a backend must never be faster than it says.
NEVER_EARLY = 0.001
RESET_AT_CLOSE = struct.pack("ii", 1, 0)  # SO_LINGER: closing sends RST


@dataclass
class Slots:
    """As many calls are served at once as `capacity` says (0: all); the rest wait in the order in which they came."""

    capacity: int
    busy: int = 0

    def __post_init__(self) -> None:
        self.waiting: deque[BackendConnection] = deque()

    def take(self, connection: BackendConnection) -> None:
        if self.capacity and self.busy >= self.capacity:
            self.waiting.append(connection)
        else:
            self.busy += 1
            connection.serve()

    def give_back(self) -> None:
        self.busy -= 1
        while self.waiting:
            connection = self.waiting.popleft()
            if connection.asked and not connection.transport.is_closing():  # who left is not served
                self.busy += 1
                connection.serve()
                return


class BackendConnection(asyncio.Protocol):
    """One connection; its requests come one after the other, as none of our clients pipelines."""

    def __init__(self, times: Times, slots: Slots) -> None:
        self.times, self.slots = times, slots
        self.parser = httptools.HttpRequestParser(self)
        self.loop = asyncio.get_running_loop()
        self.url = b""
        self.number = 0
        self.asked = False  # a call is waiting for a slot, or is being served

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport: Any = transport

    def data_received(self, data: bytes) -> None:
        try:
            self.parser.feed_data(data)
        except httptools.HttpParserError:
            self.transport.close()

    def connection_lost(self, error: Exception | None) -> None:
        self.asked = False

    def on_message_begin(self) -> None:
        self.url = b""

    def on_url(self, url: bytes) -> None:
        self.url += url

    def on_message_complete(self) -> None:
        if self.url == b"/ready":
            self.transport.write(ANSWER)
            return
        found = NUMBER.search(self.url)
        self.number = int(found[1]) if found else 0
        self.asked = True
        self.slots.take(self)

    def serve(self) -> None:
        temper = self.times.temper(self.number)
        if temper == "hang":
            self.slots.busy -= 1  # it waits for nothing that others could need
            return
        wait = self.times.wait(self.number, self.loop.time())
        self.loop.call_later(wait + NEVER_EARLY, self.answer, temper)

    def answer(self, temper: Temper) -> None:
        self.asked = False
        self.slots.give_back()
        if self.transport.is_closing():
            return
        if temper == "reset":
            self.transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET_AT_CLOSE)
            self.transport.abort()
        else:
            self.transport.write(ERROR if temper == "error" else ANSWER)


def run(listener: socket.socket, times: Times, capacity: int) -> None:
    """Serves until killed. `listener` is bound and listens already."""

    async def serve() -> None:
        slots = Slots(capacity)
        loop = asyncio.get_running_loop()
        server = await loop.create_server(lambda: BackendConnection(times, slots), sock=listener)
        await server.serve_forever()

    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(serve())
