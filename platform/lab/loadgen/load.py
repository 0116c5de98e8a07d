"""The load on one server: closed (N clients, each asks again when it is answered) or open (a plan of arrivals)."""

from __future__ import annotations

import asyncio
from array import array
from collections import deque

from lab.clock import Clock
from lab.loadgen.columns import Columns
from lab.loadgen.connection import Connection

SPREAD_US = 20_000  # the closed clients begin within this time, so that not all of them ask in one burst
CONNECT_AT_ONCE = 50  # fewer than the shortest listen backlog of the servers
MOST_CONNECTIONS = 500


class Load:
    """Counts while it runs: `completed` (answered with 200), `errors` (anything else) and what is in flight."""

    def __init__(self, host: str, port: int, path: str, now: Clock) -> None:
        self.host, self.port, self.path, self.now = host, port, path.encode(), now
        self.columns = Columns()
        self.finished: list[int] = []  # numbers since the last tick
        self.completed = self.errors = 0
        self.connections: list[Connection] = []
        self.idle: deque[Connection] = deque()
        self.waiting: deque[int] = deque()  # intended times of arrivals for which no connection is free
        self.plan: array[int] = array("I")
        self.next = 0
        self.start_us = self.stop_us = 0
        self.closed = True
        self.replacing = 0

    async def connect(self, count: int) -> None:
        """Raises OSError when the server refuses."""
        for first in range(0, count, CONNECT_AT_ONCE):
            some = range(first, min(first + CONNECT_AT_ONCE, count))
            self.connections += await asyncio.gather(*(self.open() for _ in some))

    async def open(self) -> Connection:
        loop = asyncio.get_running_loop()
        _, connection = await loop.create_connection(lambda: Connection(self), self.host, self.port)
        return connection

    def begin_closed(self, start_us: int, stop_us: int) -> None:
        self.start_us, self.stop_us = start_us, stop_us
        loop = asyncio.get_running_loop()
        for place, connection in enumerate(self.connections):
            delay = (start_us - self.now() + SPREAD_US * place / len(self.connections)) / 1e6
            loop.call_later(max(0.0, delay), self.again, connection)

    def begin_open(self, start_us: int, stop_us: int, plan: array[int]) -> None:
        self.start_us, self.stop_us, self.plan, self.closed = start_us, stop_us, plan, False
        self.idle.extend(self.connections)
        self.pace()

    def pace(self) -> None:
        """Sends what is due and comes back when the next is. The loop's timer has a grain of about 1 ms."""
        now = self.now()
        plan, start = self.plan, self.start_us
        while self.next < len(plan) and start + plan[self.next] <= now:
            intended = start + plan[self.next]
            self.next += 1
            if self.idle:
                self.idle.popleft().send(intended)
            else:
                self.waiting.append(intended)
        if self.next < len(plan):
            delay = max(0.0, (start + plan[self.next] - self.now()) / 1e6)
            asyncio.get_running_loop().call_later(delay, self.pace)

    def again(self, connection: Connection) -> None:
        now = self.now()
        if now < self.stop_us and connection.alive:
            connection.send(now, now)

    def answered(self, connection: Connection, number: int) -> None:
        if self.columns.status[number] == 200:
            self.completed += 1
        else:
            self.errors += 1
        self.finished.append(number)
        if not connection.alive:
            self.replace()
        elif self.closed:
            self.again(connection)
        elif self.waiting and self.now() < self.stop_us:
            connection.send(self.waiting.popleft())
        else:
            self.idle.append(connection)

    def replace(self) -> None:
        """A connection was lost: another takes its place, unless the server refuses even that."""
        if self.now() < self.stop_us and self.replacing < MOST_CONNECTIONS:
            self.replacing += 1
            task = asyncio.get_running_loop().create_task(self.reconnect())
            task.add_done_callback(lambda done: done.exception())

    async def reconnect(self) -> None:
        try:
            await asyncio.sleep(0.05)  # a server that refuses must not be asked in a tight loop
            connection = await self.open()
        finally:
            self.replacing -= 1
        self.connections.append(connection)
        if self.closed:
            self.again(connection)
        elif self.waiting and self.now() < self.stop_us:
            connection.send(self.waiting.popleft())
        else:
            self.idle.append(connection)

    @property
    def in_flight(self) -> int:
        return len(self.columns) - self.completed - self.errors

    @property
    def not_sent(self) -> int:
        """Arrivals that the plan holds and that were never sent."""
        return len(self.plan) - self.next + len(self.waiting)

    def close(self) -> None:
        for connection in self.connections:
            connection.number = -1
            if connection.transport is not None:
                connection.transport.abort()
