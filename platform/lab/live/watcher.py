"""One watcher's socket, as a plain ASGI application.

Not a Channels consumer: that closes old database connections in a thread for each message that comes in, and here come
four acknowledgements a second from each watcher (docs/decisions/0004-hub-without-groups.md).

A watcher is given what it lacks, at its own speed: it acknowledges offsets, and at most WINDOW characters are ever on
their way to it. Whoever falls behind gets the lines that it missed merged into one.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Any

from lab.live.hub import MOST_WATCHERS, Hub, hub
from lab.live.log import Log

WINDOW = 256_000  # characters sent and not acknowledged
GREETING_S = 10.0  # how long a new socket may be silent
STALLED_S = 60.0  # a full window for that long: the socket is closed
LONGEST_MESSAGE = 200  # characters
COUNT_EVERY_S = 1.0  # between two notices of how many watch

# Autobahn, under Daphne, sends the codes that are left to applications and no other.
BAD_MESSAGE, UNKNOWN_RUN, TRY_LATER = 4400, 4404, 4503

logger = logging.getLogger(__name__)

Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]


class BadMessage(Exception):
    """What came is not of the protocol."""


class Left(Exception):
    """The browser has gone."""


async def heard(receive: Receive) -> dict[str, Any]:
    """The next message. Raises Left or BadMessage."""
    event = await receive()
    if event["type"] == "websocket.disconnect":
        raise Left
    text = event.get("text") or ""
    if not text or len(text) > LONGEST_MESSAGE:
        raise BadMessage
    try:
        message = json.loads(text)
    except ValueError:
        raise BadMessage from None
    if not isinstance(message, dict):
        raise BadMessage
    return message


def offset_in(message: dict[str, Any], name: str) -> int:
    value = message.get(name)
    if isinstance(value, bool) or not isinstance(value, int) or not -1 <= value < 2**53:
        raise BadMessage
    return value


class Watcher:
    def __init__(self, log: Log, offset: int, send: Send) -> None:
        self.log, self.offset, self.send = log, offset, send
        self.flying: deque[tuple[int, int]] = deque()  # (offset, size) sent and not acknowledged
        self.in_flight = 0  # characters
        self.version = log.version
        self.news: asyncio.Future[None] | None = None

    def nudge(self) -> None:
        if self.news is not None and not self.news.done():
            self.news.set_result(None)

    def acknowledged(self, offset: int) -> None:
        while self.flying and self.flying[0][0] <= offset:
            self.in_flight -= self.flying.popleft()[1]
        self.nudge()

    async def say(self, message: dict[str, Any]) -> None:
        await self.send({"type": "websocket.send", "text": json.dumps(message, separators=(",", ":"))})

    async def greet(self) -> None:
        """What it knows already counts, or else it gets the run from its start."""
        await self.say(self.log.hello(self.offset))
        if not self.log.follows(self.offset):
            self.offset, self.in_flight = -1, 0
            self.flying.clear()

    async def pump(self) -> None:
        """Gives whatever is new until it is cancelled."""
        await self.greet()
        while True:
            if not self.log.follows(self.offset):
                # Of a run that another process carries out a piece may come that begins before where we are.
                await self.greet()
            frame = self.log.after(self.offset)
            # That it is over is said after its last line, so that nobody leaves before that.
            if self.version != self.log.version and (frame is None or not self.log.over):
                self.version = self.log.version
                await self.say(self.log.told())
            full = frame is not None and self.flying and self.in_flight + frame.size > WINDOW
            if frame is None or full:
                await self.wait(STALLED_S if full else None)
                continue
            self.offset = frame.offset
            self.flying.append((frame.offset, frame.size))
            self.in_flight += frame.size
            await self.send(frame.message)

    async def wait(self, longest: float | None) -> None:
        """Until there is news or an acknowledgement. Raises TimeoutError."""
        self.news = asyncio.get_running_loop().create_future()
        try:
            if longest is None:
                await self.news
                return
            async with asyncio.timeout(longest):
                await self.news
        finally:
            self.news = None


async def watch(scope: dict[str, Any], receive: Receive, send: Send, hub: Hub = hub) -> None:
    """The application behind /ws/lab/runs/<run_id>/."""
    if (await receive())["type"] != "websocket.connect":
        return
    log = await hub.log_of(scope["url_route"]["kwargs"]["run_id"])
    if log is None or hub.watching() >= MOST_WATCHERS:
        await send({"type": "websocket.close", "code": UNKNOWN_RUN if log is None else TRY_LATER})
        return
    await send({"type": "websocket.accept"})
    try:
        async with asyncio.timeout(GREETING_S):
            first = await heard(receive)
        if first.get("type") != "watch":
            raise BadMessage
        await attend(Watcher(log, offset_in(first, "offset"), send), receive, hub)
    except Left:
        return
    except (BadMessage, TimeoutError):
        await send({"type": "websocket.close", "code": BAD_MESSAGE})


async def attend(watcher: Watcher, receive: Receive, hub: Hub) -> None:
    """Sends and listens until the browser leaves. Raises Left or BadMessage."""
    log = watcher.log
    log.watchers.add(watcher)
    hub.follow(log)
    counted(log)
    pump = asyncio.create_task(watcher.pump())
    listen = asyncio.create_task(listening(watcher, receive))
    try:
        await asyncio.wait((pump, listen), return_when=asyncio.FIRST_COMPLETED)
        if listen.done():
            listen.result()
        else:
            if not isinstance(error := pump.exception(), TimeoutError):
                logger.error("A watcher of the run %s could not be served", log.run_id, exc_info=error)
            await watcher.send({"type": "websocket.close", "code": TRY_LATER})
    finally:
        log.watchers.discard(watcher)
        counted(log)
        for task in (pump, listen):
            task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await asyncio.gather(pump, listen, return_exceptions=True)


async def listening(watcher: Watcher, receive: Receive) -> None:
    while True:
        message = await heard(receive)
        if message.get("type") != "ack":
            raise BadMessage
        watcher.acknowledged(offset_in(message, "o"))


counting: set[str] = set()


def counted(log: Log) -> None:
    """Tells the watchers how many they are, once in a while however many come and go."""
    if log.run_id in counting:
        return
    counting.add(log.run_id)

    def tell() -> None:
        counting.discard(log.run_id)
        log.version += 1
        log.nudge()

    asyncio.get_running_loop().call_later(COUNT_EVERY_S, tell)
