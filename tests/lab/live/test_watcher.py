"""A watcher is never given a hole, whatever pieces its log holds."""

from __future__ import annotations

import asyncio
import contextlib
import json
from typing import Any

from lab.live.log import Log, merged
from lab.live.watcher import Watcher
from tests.lab.live.test_log import frames


async def test_a_piece_that_begins_before_where_a_watcher_is_gives_it_the_run_from_its_start() -> None:
    lines, log = frames(20), Log("x", "running")
    said: list[dict[str, Any]] = []

    async def send(message: dict[str, Any]) -> None:
        said.append(json.loads(message["text"]))

    watcher = Watcher(log, -1, send)
    log.watchers.add(watcher)
    for line in lines[:5]:
        log.take(line)
    pump = asyncio.create_task(watcher.pump())
    while watcher.offset < 4:
        await asyncio.sleep(0)
    # Lines 5 and 6 were lost on their way from another process; the database has them in one piece with those before.
    log.take(merged(lines[1:7]))
    log.nudge()
    while watcher.offset < 6:
        await asyncio.sleep(0)
    pump.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await pump
    hellos = [place for place, message in enumerate(said) if message.get("type") == "hello"]
    assert [said[place]["recovered"] for place in hellos] == [True, False]
    offset = -1
    for frame in said[hellos[1] + 1 :]:
        assert frame["o"] - frame["n"] == offset
        offset = frame["o"]
    assert offset == 6
