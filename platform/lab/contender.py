"""One variant with what serves it, loads it and watches it, over all its turns."""

from __future__ import annotations

from dataclasses import dataclass, field

from lab.clock import Clock
from lab.loadgen.clients import LOADS
from lab.loadgen.load import Load
from lab.metrics.laws import Window
from lab.metrics.tracker import Tracker
from lab.metrics.usage import Usage
from lab.metrics.verdict import Generator
from lab.scenarios import Variant
from lab.scenarios.scenario import POOLS
from lab.settings import Settings
from lab.testbed import board
from lab.testbed.processes import BOARD_ROWS, HOST, Process
from lab.testbed.servers import SERVERS


@dataclass
class Turn:
    """What was noted of one turn: the window that counts, what the server and all processes used in it (CPU
    seconds), and how the generator did."""

    window: Window
    cpu_s: float
    all_cpu_s: float
    generator: Generator
    threads: list[int] = field(default_factory=list)  # of the server, at each look


@dataclass
class Contender:
    """`control` true: the base variant once more, to see what a difference of nothing looks like; it is not shown."""

    variant: Variant
    load: Load
    board: board.Board
    usage: Usage
    tracker: Tracker
    control: bool = False
    server: Process | None = None
    turns: list[Turn] = field(default_factory=list)
    cpu_at_start: float = 0.0

    @property
    def shown(self) -> bool:
        return not self.control

    @property
    def windows(self) -> list[Window]:
        return [turn.window for turn in self.turns]


def contender(variant: Variant, settings: Settings, now: Clock, control: bool = False) -> Contender:
    load = LOADS[variant.generator](
        *(HOST, 0, f"/{variant.view}", now),
        keeps=SERVERS[variant.server].keeps,
        patience_s=settings.timeout_ms / 1000,
    )
    memory = board.Board(board.create(BOARD_ROWS))
    usage = Usage([])
    pool = variant.workers is not None and variant.concurrency in POOLS
    tracker = Tracker(variant.name, load, memory, usage, pool)
    return Contender(variant, load, memory, usage, tracker, control)
