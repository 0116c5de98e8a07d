"""Carries out the queued runs, one after another: starts the engine, stores what it says, publishes it once.

The run belongs to the host and not to a socket: closing a page ends nothing. The engine is a process of its own, which
dies with this one; a crash of either ends the run, never the site.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, ParamSpec

from django.db import DatabaseError

from lab.live import relay, store
from lab.live.hub import Hub, hub
from lab.live.log import SNAPSHOT, Frame, Log, encode, merged
from lab.models import Run, Status
from lab.scenarios import longest_s

PLATFORM = Path(__file__).resolve().parents[2]
CHUNK_LINES = 10  # half a second of lines
CHUNK_SIZE = 45_000  # characters
LINE_LIMIT = 8_000_000  # bytes
OVERTIME_S = 60.0  # beyond the load: a run that takes longer is ended
BEAT_S = 2.0
LOOK_S = 0.5  # between two looks at the queue while another process carries out a run
IDLE_LOOK_S = 2.0  # while there is none: a process that has gone cannot say that it left a run behind
AGAIN_S = 0.5  # between two attempts to store something
PATIENCE_S = 10.0  # for which that is tried when the run is over
GRACE_S = 30.0  # for which a run that is over can be resumed line by line

P = ParamSpec("P")
logger = logging.getLogger(__name__)


class Failed(Exception):
    """The run has come to nothing, with a sentence for people."""


class Host:
    def __init__(self, hub: Hub) -> None:
        self.hub = hub
        self.task: asyncio.Task[None] | None = None
        self.asked = asyncio.Event()
        self.unstored: tuple[str, Status, str] | None = None  # the end of a run that is still to be stored

    def begin(self) -> None:
        """Starts looking after the queue, once; to be called on the loop."""
        if self.task is None:
            self.task = asyncio.create_task(self.work(), name="lab-host")
            relay.begin(self.hub)

    def wake(self) -> None:
        """A run has been queued."""
        self.asked.set()

    async def work(self) -> None:
        troubled = False
        while True:
            self.asked.clear()
            try:
                if self.unstored:
                    await store.off_the_loop(store.finish, *self.unstored)
                    self.unstored = None
                run, more = await store.off_the_loop(store.claim)
                troubled = False
                if run is not None:
                    await self.carry_out(run)
                    continue
            except Exception:
                if not troubled:  # said once, however long it lasts
                    logger.exception("The lab's queue could not be looked at")
                troubled = more = True
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(LOOK_S if more else IDLE_LOOK_S):
                    await self.asked.wait()

    async def carry_out(self, run: Run) -> None:
        log = self.hub.own(run.pk)
        if log.bets is None:  # nobody in this process has waited for the run
            log.bet(await store.off_the_loop(store.bets, run.pk))
        log.state("running")
        self.hub.soon(log)
        relay.state(log)
        beats = asyncio.create_task(self.beat(run.pk))
        last: Frame | None = None
        try:
            last = await Conducted(run, log, self.hub).outcome()
            status, reason = Status.DONE, ""
        except Failed as failure:
            status, reason = Status.FAILED, str(failure)
        except Exception as error:
            logger.exception("The run %s broke", run.pk)
            status, reason = Status.FAILED, f"The site could not go on with it: {error}"
        finally:
            beats.cancel()
        try:
            await persistently(store.finish, run.pk, status, reason, json.loads(last.data) if last else None)
        except DatabaseError as error:
            logger.exception("The end of the run %s could not be stored", run.pk)
            last, status, reason = None, Status.FAILED, f"Its result could not be stored: {error}"
            self.unstored = (run.pk, status, reason)
        if last is not None:  # told when it is stored: whoever hears of it may ask for it
            self.hub.publish(log, last)
            relay.publish(log, last)
        log.state(status, reason=reason)
        log.owned = False
        log.nudge()
        relay.state(log)
        asyncio.get_running_loop().call_later(GRACE_S, log.forget_lines)

    async def beat(self, run_id: str) -> None:
        while True:
            await asyncio.sleep(BEAT_S)
            with contextlib.suppress(Exception):
                await store.off_the_loop(store.beat, run_id)


async def persistently(work: Callable[P, None], *args: P.args, **kwargs: P.kwargs) -> None:
    """Does database work, again and again for PATIENCE_S. Raises the last DatabaseError."""
    give_up = time.monotonic() + PATIENCE_S
    while True:
        try:
            return await store.off_the_loop(work, *args, **kwargs)
        except DatabaseError:
            if time.monotonic() > give_up:
                raise
            await asyncio.sleep(AGAIN_S)


class Conducted:
    """One run of the engine, from its start to its last line."""

    def __init__(self, run: Run, log: Log, hub: Hub) -> None:
        self.run, self.log, self.hub = run, log, hub
        self.held: list[Frame] = []
        self.next = 0
        self.to_store: asyncio.Queue[Frame | None] = asyncio.Queue()
        self.ending: dict[str, Any] | None = None
        self.reading_is_over = False

    async def outcome(self) -> Frame:
        """The engine's done line, when it and all before it are stored. Raises Failed."""
        process = await self.start()
        storing = asyncio.create_task(self.store())
        try:
            async with asyncio.timeout(longest_s(self.run.settings) + OVERTIME_S):
                assert process.stderr
                complaint, _ = await asyncio.gather(process.stderr.read(), self.read(process))
                code = await process.wait()
        except TimeoutError:
            raise Failed("It took far longer than its load lasts, and was ended.") from None
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()
            self.reading_is_over = True
            self.flush()
            self.to_store.put_nowait(None)
            await storing
        if self.ending and self.ending["type"] == "done":
            last = Frame(self.next, 1, encode(self.ending))
            await self.kept(last)
            return last
        if self.ending:
            raise Failed(str(self.ending["reason"]))
        raise Failed(ended(code, complaint.decode(errors="replace")))

    async def start(self) -> asyncio.subprocess.Process:
        path = os.pathsep.join(part for part in (str(PLATFORM), os.environ.get("PYTHONPATH", "")) if part)
        env = {**os.environ, "PYTHONPATH": path, "LAB_PARENT": str(os.getpid())}
        env.pop("DJANGO_SETTINGS_MODULE", None)
        try:
            return await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "lab", "run", *self.run.settings.argv(), "--json"),
                stdin=asyncio.subprocess.DEVNULL,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.PIPE,
                limit=LINE_LIMIT,
                env=env,
                start_new_session=True,  # Ctrl-C in the site's terminal is the site's; the engine ends with it
            )
        except OSError as error:
            raise Failed(f"The engine could not be started: {error}") from error

    async def read(self, process: asyncio.subprocess.Process) -> None:
        assert process.stdout
        async for raw in process.stdout:
            text = raw.decode().rstrip("\n")
            if text.startswith(SNAPSHOT):
                self.take(text)
                continue
            line = json.loads(text)
            if line["type"] in ("done", "error"):
                self.ending = line
                continue
            if line["type"] == "run":
                line.pop("pids", None)
                await persistently(store.announce, self.run.pk, line)
                text = encode(line)
            self.flush()
            self.take(text)
            self.flush()

    def take(self, text: str) -> None:
        frame = Frame(self.next, 1, text)
        self.next += 1
        self.held.append(frame)
        self.hub.publish(self.log, frame)
        relay.publish(self.log, frame)
        if len(self.held) >= CHUNK_LINES or sum(each.size for each in self.held) > CHUNK_SIZE:
            self.flush()

    def flush(self) -> None:
        """What is held becomes a chunk."""
        if self.held:
            chunk = self.held[0] if len(self.held) == 1 else merged(self.held)
            self.held = []
            self.to_store.put_nowait(chunk)

    async def store(self) -> None:
        """Beside the reading, so that a slow disk does not hold up who watches. While the database refuses, chunks wait
        here; when it still does after the run, the run has failed, and what is stored stays. Raises Failed."""
        while (chunk := await self.to_store.get()) is not None:
            await self.kept(chunk)
            self.log.take(chunk)

    async def kept(self, chunk: Frame) -> None:
        while True:
            try:
                return await persistently(store.save, self.run.pk, chunk)
            except DatabaseError as error:
                if self.reading_is_over:
                    raise Failed(f"What was measured could not be stored: {error}. What is stored is kept.") from error


def ended(code: int, complaint: str) -> str:
    if code < 0:
        name = signal.Signals(-code).name if -code in signal.valid_signals() else str(-code)
        return f"The engine was ended by {name} before the run was over."
    last = complaint.strip().splitlines()[-1:] or ["it said nothing"]
    return f"The engine ended without a result: {last[0][:300]}"


host = Host(hub)
