"""The one clock of a run: microseconds since an epoch that all its processes share.

`time.perf_counter_ns()` is CLOCK_MONOTONIC on Linux and mach_absolute_time on macOS: the same in every process of the
machine. A stamp fits an unsigned 32 bit column for 71 minutes; 0 means "not reached", as the epoch lies before
the first request.
"""

from __future__ import annotations

import time
from collections.abc import Callable

Clock = Callable[[], int]


def clock_since(epoch_ns: int) -> Clock:
    """A function that returns microseconds since `epoch_ns` (as `time.perf_counter_ns()` counts)."""
    now_ns = time.perf_counter_ns

    def now_us() -> int:
        return (now_ns() - epoch_ns) // 1000

    return now_us
