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


class BackendFailed(Exception):
    """The backend did not answer with 200."""


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
            connection = http.client.HTTPConnection(self.host, self.port, timeout=60)
        connection.request("GET", f"/{number}")
        response = connection.getresponse()
        body = response.read()
        if response.status != 200:
            connection.close()
            raise BackendFailed(response.status)
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
                raise BackendFailed(head[:40])
            length = head.lower().partition(b"content-length:")[2].partition(b"\r\n")[0]
            body = await reader.readexactly(int(length))
        except BaseException:  # a cancelled request leaves its answer behind: the connection must not be used again
            writer.close()
            raise
        self.idle.append((reader, writer))
        return body
