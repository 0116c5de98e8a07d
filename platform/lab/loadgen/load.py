"""The load on one server: closed (N clients, each asks again when it is answered) or open (a plan of arrivals)."""

from __future__ import annotations

import asyncio
from array import array
from collections import deque

from lab.clock import Clock
from lab.loadgen.columns import FAILED, GAVE_UP, OK, Columns
from lab.loadgen.connection import Connection

SPREAD_US = 20_000  # the closed clients begin within this time, so that not all of them ask in one burst
CONNECT_AT_ONCE = 50  # fewer than the shortest listen backlog of the servers
MOST_CONNECTIONS = 500
REFUSED_PAUSE = 0.05  # seconds: a server that refuses must not be asked in a tight loop


class Load:
    """Counts while it runs: `completed` (answered with 200), `errors` (anything else) and what is in flight.

    `keeps` false: the server closes each connection after its answer, so that each request opens one. `patience_s`:
    after so long a client leaves; 0: never. It can be aimed at one server after another (`aim`): the columns go on.
    """

    def __init__(
        self, host: str, port: int, path: str, now: Clock, keeps: bool = True, patience_s: float = 0.0
    ) -> None:
        self.host, self.port, self.path, self.now = host, port, path.encode(), now
        self.keeps, self.patience_s = keeps, patience_s
        self.columns = Columns()
        self.finished: list[int] = []  # numbers since the last tick
        self.completed = self.errors = self.gave_up = self.unfinished = 0
        self.planned = self.missed = 0  # of the turns that are over
        self.reset()

    def reset(self) -> None:
        self.connections: list[Connection] = []
        self.idle: deque[Connection] = deque()
        self.waiting: deque[int] = deque()  # intended times of arrivals for which no connection is free
        self.plan: array[int] = array("I")
        self.next = 0
        self.start_us = self.stop_us = 0
        self.closed = True
        self.opening = self.promised = 0  # connections being opened; those of them for an arrival of the plan
        self.most = 0

    def aim(self, port: int) -> None:
        """The next turn goes to another server."""
        self.port = port
        self.reset()

    async def connect(self, count: int) -> None:
        """`count` is the most connections that the load may have open. Raises OSError when the server refuses."""
        self.most = count
        if not self.keeps:
            return
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
        for place in range(self.most):
            delay = max(0.0, (start_us - self.now() + SPREAD_US * place / self.most) / 1e6)
            if self.keeps:
                loop.call_later(delay, self.again, self.connections[place])
            else:
                loop.call_later(delay, self.afresh, None, 0.0)

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
            elif not self.keeps and self.opening + self.in_flight < self.most:
                self.afresh(intended, 0.0)
            else:
                self.waiting.append(intended)
        if self.next < len(plan):
            delay = max(0.0, (start + plan[self.next] - self.now()) / 1e6)
            asyncio.get_running_loop().call_later(delay, self.pace)

    def again(self, connection: Connection) -> None:
        now = self.now()
        if now >= self.stop_us:
            return
        if connection.alive:
            connection.send(now, now)
        else:  # the server closed it while nothing was asked: the client is still there
            self.afresh(None, 0.0)

    def answered(self, connection: Connection, number: int) -> None:
        status = self.columns.status[number]
        if status == OK:
            self.completed += 1
        else:
            self.errors += 1
            self.gave_up += status == GAVE_UP
        self.finished.append(number)
        if connection.alive:
            self.serve(connection)
        elif self.keeps or self.closed:
            self.afresh(None, REFUSED_PAUSE if status == FAILED else 0.0)
        elif self.waiting and self.now() < self.stop_us:
            self.afresh(self.waiting.popleft(), 0.0)

    def serve(self, connection: Connection) -> None:
        """The connection is free: who is next?"""
        if self.closed:
            self.again(connection)
        elif self.waiting and self.now() < self.stop_us:
            connection.send(self.waiting.popleft(), held=1)
        else:
            self.idle.append(connection)

    def afresh(self, intended: int | None, pause: float) -> None:
        """Opens a connection, for the arrival that was meant for `intended` or for whoever is next."""
        if self.now() < self.stop_us and self.opening < MOST_CONNECTIONS:
            self.opening += 1
            self.promised += intended is not None
            task = asyncio.get_running_loop().create_task(self.connected(intended, pause))
            task.add_done_callback(lambda done: done.cancelled() or done.exception())

    async def connected(self, intended: int | None, pause: float) -> None:
        wanted, turn = self.now(), self.start_us
        try:
            if pause:
                await asyncio.sleep(pause)
                wanted = self.now()
            try:
                connection = await self.open()
            except OSError:
                if turn == self.start_us:
                    self.refused(wanted if intended is None else intended)
                return
        finally:
            if turn == self.start_us:
                self.opening -= 1
                self.promised -= intended is not None
        if turn != self.start_us:  # the turn ended meanwhile
            connection.transport.abort()
            return
        self.connections = [each for each in self.connections if each.alive]
        self.connections.append(connection)
        if intended is not None:
            connection.send(intended, held=1)
        elif not self.closed:
            self.serve(connection)
        elif self.now() < self.stop_us:
            # A client that has to open its connection first has been waiting since it wanted to.
            connection.send(wanted, held=1)

    def refused(self, intended: int) -> None:
        """The server takes no connection: that request failed."""
        number = self.columns.add(intended, self.now(), 1)
        self.columns.done[number] = self.now()
        self.errors += 1
        self.finished.append(number)
        if self.closed or self.keeps:
            self.afresh(None, REFUSED_PAUSE)

    @property
    def in_flight(self) -> int:
        return len(self.columns) - self.completed - self.errors - self.unfinished

    @property
    def not_sent(self) -> int:
        """Arrivals that the plans held and that were never sent."""
        return self.missed + len(self.plan) - self.next + len(self.waiting) + self.promised

    def close(self) -> None:
        """The turn is over: what is in flight stays unfinished."""
        self.planned += len(self.plan)
        self.missed = self.not_sent
        self.unfinished += self.in_flight
        self.stop_us = 0
        for connection in self.connections:
            connection.number = -1
            if connection.transport is not None:
                connection.transport.abort()
        self.reset()
