"""How sure a ratio of two runs is: the block bootstrap (Künsch, 1989).

The window of a run is cut into blocks of time; runs are drawn again and again from their own blocks, with replacement,
and the ratio of each pair of draws is noted. Blocks and not single requests, since requests of the same moment share a
queue and are no independent evidence. Pure; the caller brings the dice.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import chain
from random import Random

from lab.recording import Recording, response_ms

FEWEST_BLOCKS, MOST_BLOCKS = 6, 20
ROUNDS = 400
MOST = 4000  # response times that are drawn from, a variant: more make the interval no narrower that anyone would see
CONFIDENCE = 0.95


@dataclass(frozen=True)
class Block:
    """`count` requests were answered in it; `times` are their response times, or every so-manieth, sorted, in ms."""

    count: int
    times: tuple[float, ...]


Draw = Sequence[Block]
Statistic = Callable[[Draw], float | None]


def blocks_of(recording: Recording, name: str) -> list[Block]:
    length = recording.length(name)
    count = block_count(length, recording.run["config"]["latency_ms"])
    found: list[list[float]] = [[] for _ in range(count)]
    for row in recording.answered(name):
        passed = recording.counted(name, row["done"]) or 0.0
        found[min(count - 1, int(passed / length * count))].append(response_ms(row))
    step = max(1, -(-sum(map(len, found)) // MOST))
    return [Block(len(times), tuple(sorted(times)[::step])) for times in found]


def block_count(window_ms: float, latency_ms: float) -> int:
    """Blocks last a whole number of the backend's times: the clients of a closed load ask and are answered in waves of
    that length, and a block that cuts through a wave would take the waves for chance."""
    waves = math.ceil(window_ms / latency_ms / MOST_BLOCKS)
    return max(FEWEST_BLOCKS, int(window_ms / (waves * latency_ms)))


def count(draw: Draw) -> float | None:
    """Answers in the window; in a ratio of runs of different length, divide by the length."""
    return float(sum(block.count for block in draw)) or None


def quantile(share: float) -> Statistic:
    def of(draw: Draw) -> float | None:
        times = sorted(chain.from_iterable(block.times for block in draw))  # merges runs that are sorted already
        return times[min(len(times) - 1, int(share * len(times)))] if times else None

    return of


def ratio_interval(over: Draw, under: Draw, statistic: Statistic, random: Random) -> tuple[float, float] | None:
    """Within which the ratio of `over` to `under` lies with CONFIDENCE; None without samples."""
    ratios = []
    for _ in range(ROUNDS):
        top, base = (statistic(random.choices(draw, k=len(draw))) for draw in (over, under))
        if top is not None and base:
            ratios.append(top / base)
    if len(ratios) < ROUNDS / 2:
        return None
    ratios.sort()
    tail = (1 - CONFIDENCE) / 2
    return ratios[int(tail * len(ratios))], ratios[min(len(ratios) - 1, int((1 - tail) * len(ratios)))]
