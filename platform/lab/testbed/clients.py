"""How the views call the backend: one client that blocks its thread, one that leaves the event loop free.

Both are plain standard library, keep their connections open and share them between requests, so that a comparison of
views is not one of HTTP clients. http.client is what urllib and requests stand on. The async one speaks over asyncio
streams, because a general client would be the bottleneck before the view is: with 100 requests in flight against a
500 ms backend, httpx's pool was measured at 34 requests a second where the event loop carries 150 and more.
"""

from __future__ import annotations

import asyncio
import http.client
from collections import deque
from urllib.parse import urlsplit

from lab.testbed.board import FAULTS

PATIENCE_S = 60  # longer than any run: who does not want to wait so long says so


class BackendFailed(Exception):
    """The backend did not answer with 200; `fault` is an index of lab.testbed.board.FAULTS."""

    def __init__(self, fault: int) -> None:
        super().__init__(FAULTS[fault])
        self.fault = fault


ERROR, RESET, LATE = (FAULTS.index(name) for name in ("error", "reset", "late"))


class SyncClient:
    """Blocks the calling thread. Idle connections are shared by all threads (append and pop of a deque are atomic)."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self.host, self.port = parts.hostname or "127.0.0.1", parts.port or 80
        self.idle: deque[http.client.HTTPConnection] = deque()

    def get(self, number: int) -> bytes:
        try:
            connection = self.idle.pop()
        except IndexError:
            connection = http.client.HTTPConnection(self.host, self.port, timeout=PATIENCE_S)
        try:
            connection.request("GET", f"/{number}")
            response = connection.getresponse()
            body = response.read()
        except TimeoutError as error:
            connection.close()
            raise BackendFailed(LATE) from error
        except (OSError, http.client.HTTPException) as error:
            connection.close()
            raise BackendFailed(RESET) from error
        if response.status != 200:
            connection.close()
            raise BackendFailed(ERROR)
        self.idle.append(connection)
        return body


class AsyncClient:
    """For one event loop: the connections belong to the loop in which they were opened."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self.host, self.port = parts.hostname or "127.0.0.1", parts.port or 80
        self.idle: deque[tuple[asyncio.StreamReader, asyncio.StreamWriter]] = deque()

    async def get(self, number: int) -> bytes:
        if self.idle:
            reader, writer = self.idle.pop()
        else:
            reader, writer = await asyncio.open_connection(self.host, self.port)
        try:
            writer.write(b"GET /%d HTTP/1.1\r\nHost: backend\r\n\r\n" % number)
            head = await reader.readuntil(b"\r\n\r\n")
            if not head.startswith(b"HTTP/1.1 200 "):
                raise BackendFailed(ERROR)
            length = head.lower().partition(b"content-length:")[2].partition(b"\r\n")[0]
            body = await reader.readexactly(int(length))
        except (OSError, asyncio.IncompleteReadError) as error:
            writer.close()
            raise BackendFailed(RESET) from error
        except BaseException:  # a cancelled request leaves its answer behind: the connection must not be used again
            writer.close()
            raise
        self.idle.append((reader, writer))
        return body
