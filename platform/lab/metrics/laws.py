"""What must hold in every run, whatever is measured. A law that is broken means that the measuring is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lab.loadgen.columns import Columns

LITTLE = 0.03  # share by which both sides of Little's law may differ


@dataclass(frozen=True)
class Law:
    name: str
    holds: bool
    value: float
    bound: float
    words: str


@dataclass(frozen=True)
class Window:
    """The part of a turn that counts: from `start` to `stop` (µs), of the requests `first` to `last - 1`."""

    start: int
    stop: int
    first: int
    last: int

    @property
    def numbers(self) -> range:
        return range(self.first, self.last)


def seconds(windows: Sequence[Window]) -> float:
    return sum(window.stop - window.start for window in windows) / 1e6


def time_in_system(columns: Columns, window: Window) -> int:
    """Microseconds that requests spent in flight within the window, all requests added up."""
    total = 0
    for number in window.numbers:
        done = columns.done[number] or window.stop
        total += max(0, min(done, window.stop) - max(columns.sent[number], window.start))
    return total


def little(mean_in_flight: float, columns: Columns, completed: int, windows: Sequence[Window]) -> Law:
    """L = X·R: the in flight that was counted at the ticks against the one that follows from the requests' stamps.

    R is the time that requests spent in the windows for each one completed, so that the law also holds while a queue
    still grows.
    """
    whole = seconds(windows)
    spent = sum(time_in_system(columns, window) for window in windows) / 1e6
    x, r, product = completed / whole, spent / max(completed, 1), spent / whole
    off = abs(product - mean_in_flight)
    holds = off <= max(LITTLE * mean_in_flight, 0.5)
    words = f"{x:.4g}/s · {r:.4g} s in flight for each answer = {product:.4g}, counted {mean_in_flight:.4g}"
    return Law("Little's law", holds, round(product, 3), round(mean_in_flight, 3), words)


def ceiling(throughput: float, workers: int, wait_ms: float, window_ms: float, begun: int) -> Law:
    """X <= c / S. `begun` requests may have been worked on before the window and be answered within it: one of each
    worker, or all that a held loop has done before it comes to write their answers."""
    bound = workers / wait_ms * 1000 + begun / window_ms * 1000
    words = f"{throughput:.4g}/s of at most {workers} / {wait_ms / 1000:g} s, give or take {begun}"
    return Law("No more than the workers can", throughput <= bound, round(throughput, 3), round(bound, 3), words)


def floor(p50_ms: float, backend_ms: float) -> Law:
    words = f"half of all took {p50_ms:.4g} ms or more; the work takes {backend_ms:.4g} ms"
    return Law("No faster than the backend", p50_ms >= backend_ms, round(p50_ms, 3), round(backend_ms, 3), words)


def books(sent: int, not_sent: int, planned: int) -> Law:
    words = f"{sent} sent and {not_sent} not sent of {planned}"
    return Law("Every request is accounted for", sent + not_sent == planned, sent + not_sent, planned, words)


def processor(cpu_s: float, cores: int, window_s: float) -> Law:
    bound = cores * window_s
    words = f"{cpu_s:.3g} s of CPU of at most {bound:.3g} s"
    return Law("No more CPU than there is", cpu_s <= bound * 1.02, round(cpu_s, 3), round(bound, 3), words)
