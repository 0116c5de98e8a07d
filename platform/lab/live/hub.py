"""Who watches what in this process. One log a run, however many watch it."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time

from lab.live import results, store
from lab.live.log import Frame, Log
from lab.models import Run

FOLLOW = 0.5  # seconds between two looks at a run that another process carries out, or that is queued
IDLE_KEPT = 8  # logs of runs that nobody watches
MOST_WATCHERS = 5000  # a process
MANY = 50  # watchers of one run
PACE_S = 0.095

logger = logging.getLogger(__name__)


class Hub:
    def __init__(self) -> None:
        self.logs: dict[str, Log] = {}
        self.loading: dict[str, asyncio.Task[Log | None]] = {}
        self.tasks: set[asyncio.Task[None]] = set()
        self.looks: dict[str, asyncio.Event] = {}  # of the runs that are followed: set for a look at once
        self.pending: set[str] = set()  # runs of which watchers will be told in a moment

    def watching(self) -> int:
        return sum(len(log.watchers) for log in self.logs.values())

    # --- reading ---

    async def log_of(self, run_id: str) -> Log | None:
        """The run's log, read once for all who ask at the same time; None for an unknown run."""
        if log := self.logs.get(run_id):
            return log
        if run_id not in self.loading:
            self.loading[run_id] = asyncio.create_task(self.load(run_id))
        return await asyncio.shield(self.loading[run_id])

    async def load(self, run_id: str) -> Log | None:
        try:
            log = await store.off_the_loop(results.load if "." in run_id else store.load, run_id)
            if log is None:
                return None
            self.tidy()
            # The run host may have begun it in the meantime.
            return self.logs.setdefault(run_id, log)
        finally:
            del self.loading[run_id]

    def own(self, run_id: str) -> Log:
        """The log of a run that this process is about to carry out."""
        log = self.logs.setdefault(run_id, Log(run_id))
        log.owned = True
        return log

    def tidy(self) -> None:
        idle = [log for log in self.logs.values() if not log.watchers and not log.owned]
        for log in idle[: max(0, len(idle) - IDLE_KEPT + 1)]:
            del self.logs[log.run_id]

    # --- watching ---

    def follow(self, log: Log) -> None:
        """To be called when someone begins to watch: a run that goes on elsewhere is looked after from here."""
        if log.over or log.owned or log.run_id in self.looks:
            return
        self.looks[log.run_id] = asyncio.Event()
        task = asyncio.create_task(self.look_after(log))
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    def look(self, run_id: str) -> None:
        """There is something to be seen in the database, for those who follow the run."""
        if sooner := self.looks.get(run_id):
            sooner.set()

    async def look_after(self, log: Log) -> None:
        sooner = self.looks[log.run_id]
        try:
            while log.watchers and not log.over and not log.owned:
                sooner.clear()
                try:
                    if log.learn(*await store.off_the_loop(store.beyond, log.run_id, log.last)):
                        log.nudge()
                except Run.DoesNotExist:
                    log.state("failed", reason="This run has been erased.")
                    log.nudge()
                except Exception:
                    logger.exception("The database could not be asked for the run %s", log.run_id)
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(FOLLOW):
                        await sooner.wait()
        finally:
            del self.looks[log.run_id]

    # --- telling ---

    def publish(self, log: Log, frame: Frame) -> None:
        if log.take(frame):
            self.soon(log)

    def soon(self, log: Log) -> None:
        """Where they are many, watchers are told at most ten times a second: each telling costs every one a frame."""
        if log.run_id in self.pending:
            return
        wait = log.told_at + PACE_S - time.monotonic() if len(log.watchers) > MANY else 0.0
        if wait <= 0:
            self.now(log)
        else:
            self.pending.add(log.run_id)
            asyncio.get_running_loop().call_later(wait, self.now, log)

    def now(self, log: Log) -> None:
        self.pending.discard(log.run_id)
        log.told_at = time.monotonic()
        log.nudge()


hub = Hub()
