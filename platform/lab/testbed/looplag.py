"""How late a server's event loop runs what was due: a task that sleeps and looks at the clock.

Started by the first request, because Daphne has no lifespan protocol.
"""

from __future__ import annotations

import asyncio
import os
from time import perf_counter_ns

from lab.testbed.board import Board

EVERY = 0.010  # seconds
BLOCKED_US = 20_000  # a beat later than this means that the loop did not run: a span "blocked" of the run


class Probe:
    def __init__(self, board: Board, epoch_ns: int) -> None:
        self.board, self.epoch_ns = board, epoch_ns
        self.task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Must be called on the event loop; does nothing after the first time."""
        if self.task is None and self.board.beats_here(os.getpid()):
            self.task = asyncio.get_running_loop().create_task(self.watch())

    async def watch(self) -> None:
        due = perf_counter_ns()
        while True:
            due += int(EVERY * 1e9)
            await asyncio.sleep(EVERY)
            now = perf_counter_ns()
            self.board.beat((now - self.epoch_ns) // 1000, (now - due) // 1000)
            due = now
