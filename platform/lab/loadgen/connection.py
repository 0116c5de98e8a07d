"""One connection of the load generator: HTTP/1.1 with keep-alive, one request in flight."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import httptools

from lab.loadgen.columns import FAILED, GAVE_UP

if TYPE_CHECKING:
    from lab.loadgen.load import Load


class Connection(asyncio.Protocol):
    def __init__(self, load: Load) -> None:
        self.load, self.now, self.columns = load, load.now, load.columns
        self.number = -1  # of the request in flight
        self.parser = httptools.HttpResponseParser(self)  # one for all responses of a connection that is kept
        self.transport: Any = None
        self.alive = False
        self.arrived = 0  # when the bytes came that are being read: the stamp of all that they complete
        self.patience: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport
        self.alive = True

    def send(self, intended: int, sent: int = 0, held: int = 0) -> None:
        number = self.number = self.columns.add(intended, sent or self.now(), held)
        self.transport.write(b"GET %b/%d HTTP/1.1\r\nHost: lab\r\n\r\n" % (self.load.path, number))
        if self.load.patience_s:
            self.patience = asyncio.get_running_loop().call_later(self.load.patience_s, self.give_up, number)

    def give_up(self, number: int) -> None:
        """The client leaves, if it still waits for this request."""
        if self.number == number:
            self.end(GAVE_UP, self.now())
            self.transport.close()

    def data_received(self, data: bytes) -> None:
        arrived = self.arrived = self.now()
        number = self.number
        if number >= 0 and not self.columns.first_byte[number]:
            self.columns.first_byte[number] = arrived
        try:
            self.parser.feed_data(data)
        except httptools.HttpParserError:
            self.transport.close()

    def on_body(self, body: bytes) -> None:
        number = self.number
        if number >= 0 and not self.columns.first_body[number]:
            self.columns.first_body[number] = self.arrived

    def on_message_complete(self) -> None:
        if self.number >= 0:
            if not self.parser.should_keep_alive():
                self.alive = False
                self.transport.close()
            self.end(self.parser.get_status_code(), self.arrived)

    def connection_lost(self, error: Exception | None) -> None:
        self.alive = False
        if self.number >= 0:
            self.end(FAILED, self.now())

    def end(self, status: int, at: int) -> None:
        if self.patience is not None:
            self.patience.cancel()
            self.patience = None
        number, self.number = self.number, -1
        self.columns.done[number] = at
        self.columns.status[number] = status
        if status in (FAILED, GAVE_UP):
            self.alive = False
        self.load.answered(self, number)
