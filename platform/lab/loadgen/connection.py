"""One connection of the load generator: HTTP/1.1 with keep-alive, one request in flight."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import httptools

if TYPE_CHECKING:
    from lab.loadgen.load import Load

FAILED = 0  # the status of a request that got no answer


class Connection(asyncio.Protocol):
    def __init__(self, load: Load) -> None:
        self.load, self.now, self.columns = load, load.now, load.columns
        self.number = -1  # of the request in flight
        self.parser = httptools.HttpResponseParser(self)  # one for all responses of a connection that is kept
        self.transport: Any = None
        self.alive = False
        self.arrived = 0  # when the bytes came that are being read: the stamp of all that they complete

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport
        self.alive = True

    def send(self, intended: int, sent: int = 0) -> None:
        number = self.number = self.columns.add(intended, sent or self.now())
        self.transport.write(b"GET %b/%d HTTP/1.1\r\nHost: lab\r\n\r\n" % (self.load.path, number))

    def data_received(self, data: bytes) -> None:
        arrived = self.arrived = self.now()
        number = self.number
        if number >= 0 and not self.columns.first_byte[number]:
            self.columns.first_byte[number] = arrived
        try:
            self.parser.feed_data(data)
        except httptools.HttpParserError:
            self.transport.close()

    def on_message_complete(self) -> None:
        number, self.number = self.number, -1
        if number >= 0:
            self.columns.done[number] = self.arrived
            self.columns.status[number] = self.parser.get_status_code()
            if not self.parser.should_keep_alive():
                self.alive = False
                self.transport.close()
            self.load.answered(self, number)

    def connection_lost(self, error: Exception | None) -> None:
        self.alive = False
        number, self.number = self.number, -1
        if number >= 0:
            self.columns.done[number] = self.now()
            self.columns.status[number] = FAILED
            self.load.answered(self, number)
