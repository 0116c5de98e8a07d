"""Between the web processes of one site: with Redis, the run host's frames go to all of them, each holding one
subscription. What is lost on the way a process finds in the database, where it looks anyway (`Hub.look_after`)."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Any

from channels.layers import get_channel_layer
from django.conf import settings

from lab.live.log import Frame, Log

if TYPE_CHECKING:
    from lab.live.hub import Hub

GROUP = "lab"
AGAIN_S = 2.0
SEND_S = 2.0
MOST_WAITING = 200  # messages: ten seconds of a run

logger = logging.getLogger(__name__)
tasks: set[asyncio.Task[None]] = set()
waiting: asyncio.Queue[dict[str, Any]] = asyncio.Queue(MOST_WAITING)


def begin(hub: Hub) -> None:
    if settings.REDIS_URL:
        tasks.add(asyncio.create_task(listen(hub), name="lab-relay"))
        tasks.add(asyncio.create_task(deliver(), name="lab-relay-out"))


async def listen(hub: Hub) -> None:
    layer = get_channel_layer()
    while True:
        try:
            channel = await layer.new_channel()
            await layer.group_add(GROUP, channel)
            while True:
                take(hub, await layer.receive(channel))
        except Exception:
            logger.exception("The relay was cut off")
            await asyncio.sleep(AGAIN_S)


def take(hub: Hub, message: dict[str, Any]) -> None:
    if "o" not in message:
        hub.look(message["run"])
        return
    log = hub.logs.get(message["run"])
    if log is not None and not log.owned:
        hub.publish(log, Frame(message["o"], message["n"], message["d"]))


def publish(log: Log, frame: Frame) -> None:
    line = {"o": frame.offset, "n": frame.count, "d": frame.data}
    post({"type": "lab.line", "run": log.run_id, **line})


def state(log: Log) -> None:
    """That it has changed: what it is now, and the lines that belong to it, stand in the database."""
    post({"type": "lab.state", "run": log.run_id})


def post(message: dict[str, Any]) -> None:
    """Never waits: a Redis that is down or hangs costs the other processes some liveness, and the run nothing."""
    if not settings.REDIS_URL:
        return
    if waiting.full():
        waiting.get_nowait()
    waiting.put_nowait(message)


async def deliver() -> None:
    layer = get_channel_layer()
    taken = True
    while True:
        message = await waiting.get()
        try:
            async with asyncio.timeout(SEND_S):
                await layer.group_send(GROUP, message)
            taken = True
        except Exception as error:
            if taken:
                logger.warning("Redis does not take the lab's lines; others find them in the database: %r", error)
            taken = False
