"""How sure a ratio is: its 95 % interval from the rounds of a run, by the bootstrap."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass

DRAWS = 4000
LEVEL = 0.95
# Student's t at 97.5 % for 1 to 19 degrees of freedom, over the normal's 1.96. A bootstrap of few rounds knows too
# little of how they spread, and is too narrow by sqrt(n / (n - 1)) and by this.
T = (
    *(12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228),
    *(2.201, 2.179, 2.160, 2.145, 2.131, 2.120, 2.110, 2.101, 2.093),
)
Z = 1.96


@dataclass(frozen=True)
class Interval:
    """`value` is the ratio of the two means; `low` to `high` holds the true one with 95 %."""

    value: float
    low: float
    high: float
    rounds: int

    @property
    def differs(self) -> bool:
        """Whether the two are told apart: 1 lies outside."""
        return not self.low <= 1 <= self.high


def ratio(top: Sequence[float], base: Sequence[float], grain: float, seed: int) -> Interval | None:
    """Of paired rounds, at least two. `grain` is the relative step in which a round's figure is counted (one answer of
    all): nothing finer can be told. None where a round gave nothing."""
    n = min(len(top), len(base))
    if n < 2 or not all(value > 0 for value in (*top[:n], *base[:n])):
        return None
    logs = [math.log(a / b) for a, b in zip(top[:n], base[:n], strict=True)]
    middle = sum(logs) / n
    drawn = random.Random(seed)
    means = sorted(sum(drawn.choices(logs, k=n)) / n for _ in range(DRAWS))
    tail = (1 - LEVEL) / 2
    low, high = means[int(tail * DRAWS)], means[int((1 - tail) * DRAWS) - 1]
    wider = math.sqrt(n / (n - 1)) * T[min(n - 1, len(T)) - 1] / Z
    low, high = middle - max((middle - low) * wider, grain), middle + max((high - middle) * wider, grain)
    return Interval(math.exp(middle), math.exp(low), math.exp(high), n)
