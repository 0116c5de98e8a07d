"""The figures of one variant, made from its stamps when the load is over."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from hdrh.histogram import HdrHistogram

LONGEST_US = 120_000_000
DIGITS = 3


def histogram(values_us: Iterable[int]) -> Any:
    made = HdrHistogram(1, LONGEST_US, DIGITS)
    for value in values_us:
        made.record_value(max(1, value))
    return made


def percentiles(made: Any) -> dict[str, float | None]:
    """Milliseconds; null without a sample."""
    if made.get_total_count() == 0:
        return dict.fromkeys(("p50", "p95", "p99", "max", "mean"))
    found = {f"p{p}": made.get_value_at_percentile(p) for p in (50, 95, 99)}
    found |= {"max": made.get_max_value(), "mean": made.get_mean_value()}
    return {name: round(value / 1000, 3) for name, value in found.items()}
