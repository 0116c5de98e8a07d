"""HTTP clients as generators, to be held against the protocols: the same stamps, as far as a client allows them."""

from __future__ import annotations

import asyncio
from array import array
from collections.abc import Awaitable, Callable
from typing import Any

from lab.loadgen.columns import FAILED, OK
from lab.loadgen.load import SPREAD_US, Load


class ClientLoad(Load):
    """Asks by a client library's shared session. `first_byte` is when the client hands out the answer's header."""

    ask: Callable[[str, int], Awaitable[int]]

    async def connect(self, count: int) -> None:
        self.most = count
        self.tasks: set[asyncio.Task[None]] = set()
        self.base = f"http://{self.host}:{self.port}{self.path.decode()}"
        await self.begin(count)

    async def begin(self, count: int) -> None:
        raise NotImplementedError

    def start(self, work: Any) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    def begin_closed(self, start_us: int, stop_us: int) -> None:
        self.start_us, self.stop_us = start_us, stop_us
        for place in range(self.most):
            self.start(self.client((start_us - self.now() + SPREAD_US * place / self.most) / 1e6))

    async def client(self, delay: float) -> None:
        await asyncio.sleep(max(0.0, delay))
        while self.now() < self.stop_us:
            await self.one(self.now())

    def begin_open(self, start_us: int, stop_us: int, plan: array[int]) -> None:
        self.start_us, self.stop_us, self.plan, self.closed = start_us, stop_us, plan, False
        self.start(self.arrive())

    async def arrive(self) -> None:
        for at in self.plan:
            await asyncio.sleep(max(0.0, (self.start_us + at - self.now()) / 1e6))
            self.next += 1
            self.start(self.one(self.start_us + at))

    async def one(self, intended: int) -> None:
        number = self.columns.add(intended, self.now())
        try:
            status = await self.ask(f"{self.base}/{number}", number)
        except Exception:
            status = FAILED
        self.columns.done[number] = self.now()
        self.columns.status[number] = status
        if status == OK:
            self.completed += 1
        else:
            self.errors += 1
        self.finished.append(number)

    def headed(self, number: int) -> None:
        self.columns.first_byte[number] = self.columns.first_body[number] = self.now()

    def close(self) -> None:
        for task in self.tasks:
            task.cancel()
        super().close()


class AiohttpLoad(ClientLoad):
    async def begin(self, count: int) -> None:
        import aiohttp

        session = aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=count))

        async def ask(url: str, number: int) -> int:
            async with session.get(url) as response:
                self.headed(number)
                await response.read()
                return response.status

        self.ask, self.end = ask, session.close

    def close(self) -> None:
        super().close()
        self.ending = asyncio.get_running_loop().create_task(self.end())


class HttpxLoad(ClientLoad):
    async def begin(self, count: int) -> None:
        import httpx

        limits = httpx.Limits(max_connections=count, max_keepalive_connections=count)
        client = httpx.AsyncClient(limits=limits, timeout=None, trust_env=False)

        async def ask(url: str, number: int) -> int:
            async with client.stream("GET", url) as response:
                self.headed(number)
                await response.aread()
                return response.status_code

        self.ask, self.end = ask, client.aclose

    def close(self) -> None:
        super().close()
        self.ending = asyncio.get_running_loop().create_task(self.end())


LOADS: dict[str, type[Load]] = {"protocol": Load, "aiohttp": AiohttpLoad, "httpx": HttpxLoad}
