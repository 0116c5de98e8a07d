"""The least that an HTTP server can do: what load generators are compared on.

It answers each request with one small write. An ASGI server writes head and body apart, so that each response would
wake the generator twice, and both generators would be measured by what the kernel does for that.
"""

import asyncio
import sys
from typing import Any

import uvloop

ANSWER = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\nok"
END = b"\r\n\r\n"


class Plain(asyncio.Protocol):
    def __init__(self) -> None:
        self.rest = b""
        self.transport: Any = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        """The requests have no body; one may come in pieces."""
        *whole, self.rest = (self.rest + data).split(END)
        self.transport.write(ANSWER * len(whole))


async def serve(port: int) -> None:
    server = await asyncio.get_running_loop().create_server(Plain, "127.0.0.1", port)
    await server.serve_forever()


if __name__ == "__main__":
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(serve(int(sys.argv[1])))
