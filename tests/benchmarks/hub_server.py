"""Two ways to send the same frames to everyone, each under Daphne: the lab's hub, and a Channels group.

WAY=hub or WAY=group. Frames of 4 kB, ten a second, from the first watcher on; each holds the time at which it was made.
"""

import asyncio
import json
import os
import time
from typing import Any

import django
from channels.layers import get_channel_layer
from django.conf import settings

settings.configure(
    SECRET_KEY="hub",
    INSTALLED_APPS=["channels", "lab", "django.contrib.auth", "django.contrib.contenttypes", "learners"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    CHANNEL_LAYERS={"default": {"BACKEND": "channels.layers.InMemoryChannelLayer"}},
    LOGGING_CONFIG=None,
    REDIS_URL=None,
    USE_TZ=True,
)
django.setup()

from channels.generic.websocket import AsyncWebsocketConsumer  # noqa: E402
from channels.routing import URLRouter  # noqa: E402
from django.urls import path  # noqa: E402

from lab.live.hub import hub  # noqa: E402
from lab.live.log import Frame, Log  # noqa: E402
from lab.live.watcher import watch  # noqa: E402

EVERY_S = 0.1
FILL = "x" * 4000
hub.logs["bench"] = log = Log("bench", "running")
log.owned = True
tasks: set[asyncio.Task[None]] = set()


def line() -> str:
    part = {"ticks": {"t": [time.perf_counter_ns()]}, "fill": FILL}
    return json.dumps({"type": "snapshot", "variants": {"a": part}}, separators=(",", ":"))


async def ticking(way: str) -> None:
    due, number = time.monotonic(), 0
    while True:
        if way == "hub":
            hub.publish(log, Frame(number, 1, line()))
            log.lines.pop(number - 100, None)
        else:
            text = f'{{"o":{number},"n":1,"d":{line()}}}'
            await get_channel_layer().group_send("bench", {"type": "frame", "text": text})
        number += 1
        due += EVERY_S
        await asyncio.sleep(max(0.0, due - time.monotonic()))


class Consumer(AsyncWebsocketConsumer):
    async def connect(self) -> None:
        await self.channel_layer.group_add("bench", self.channel_name)
        await self.accept()

    async def disconnect(self, code: int) -> None:
        await self.channel_layer.group_discard("bench", self.channel_name)

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        if text_data and "watch" in text_data:
            await self.send(text_data='{"type":"hello"}')

    async def frame(self, event: dict[str, Any]) -> None:
        await self.send(text_data=event["text"])


consumer: Any = Consumer.as_asgi()
watched: Any = watch
WAY = os.environ["WAY"]
router = URLRouter([path("ws/<str:run_id>/", watched if WAY == "hub" else consumer)])


async def application(scope: dict[str, Any], receive: Any, send: Any) -> None:
    if not tasks:
        tasks.add(asyncio.create_task(ticking(WAY)))
    await router(scope, receive, send)
