"""The generator against a server of the test's own, which does what real ones do at bad moments."""

import asyncio
import time
from contextlib import suppress

from lab.clock import clock_since
from lab.loadgen.load import Load

ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"


async def test_a_closed_client_whose_connection_was_closed_before_it_asked_comes_back() -> None:
    taken = 0

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal taken
        taken += 1
        with suppress(asyncio.IncompleteReadError, ConnectionError):
            while taken > 4:  # the first four are closed at once
                await reader.readuntil(b"\r\n\r\n")
                await asyncio.sleep(0.02)
                writer.write(ANSWER)
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    now = clock_since(time.perf_counter_ns() - 1_000_000)
    load = Load("127.0.0.1", server.sockets[0].getsockname()[1], "/", now)
    await load.connect(4)
    await asyncio.sleep(0.1)
    load.begin_closed(now(), now() + 300_000)
    await asyncio.sleep(0.15)
    assert load.in_flight == 4
    await asyncio.sleep(0.25)
    load.close()
    server.close()
    assert load.errors == 0
    assert load.completed >= 12
