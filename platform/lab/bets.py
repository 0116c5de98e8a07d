"""The bets of all who watch, as a histogram over a logarithmic scale. Pure."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

LOW, HIGH = 0.1, 1000.0  # what lies beyond is counted in the first or the last bin
A_DECADE = 4  # bins
BINS = round(math.log10(HIGH / LOW)) * A_DECADE


def bin_of(value: float) -> int:
    """A whole power of ten stands at the left edge of its bin."""
    return min(BINS - 1, max(0, math.floor(math.log10(value / LOW) * A_DECADE + 1e-9)))


def tally(values: Sequence[float]) -> dict[str, Any]:
    """{"n", "median", "low", "high", "bins"}; the three are null without a bet."""
    bins = [0] * BINS
    for value in values:
        bins[bin_of(value)] += 1
    ordered = sorted(values)
    middle = len(ordered) // 2
    median = None
    if ordered:
        median = ordered[middle] if len(ordered) % 2 else math.sqrt(ordered[middle - 1] * ordered[middle])
    ends = (ordered[0], ordered[-1]) if ordered else (None, None)
    return {"n": len(ordered), "median": median and round(median, 3), "low": ends[0], "high": ends[1], "bins": bins}
