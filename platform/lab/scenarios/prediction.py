"""What queueing theory says before anything is measured. `S` is the time that a request waits for the backend.

Closed model: X = min(N / S, c / S) and R = N / X (Little's law). Open model: with rho = lambda * S / c below 1,
Erlang C gives the mean wait; past 1 the queue grows without end and the time of a request depends on how
long the load lasts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from lab.settings import Settings


@dataclass(frozen=True)
class Prediction:
    """`response_ms` is a mean; `words` is the formula with its numbers filled in. `figures` says more, by the names
    that the measured figures have."""

    throughput_per_s: float
    response_ms: float
    words: str
    figures: Mapping[str, float] = field(default_factory=dict)

    def of(self, measure: str) -> float | None:
        """What is predicted of a measure, None if nothing is."""
        if measure in self.figures:
            return self.figures[measure]
        return {"throughput_per_s": self.throughput_per_s, "response_ms.p50": self.response_ms}.get(measure)


def predict(settings: Settings, workers: int | None, waits: float = 1.0) -> Prediction:
    """For `workers` requests served at once (None: as many as come), each waiting for the backend `waits` times over.
    The backend's own slots bound it too."""
    s = (settings.latency_ms + settings.jitter_ms / 2) / 1000 * waits
    if settings.capacity:
        slots = max(1, int(settings.capacity))
        workers = slots if workers is None else min(workers, slots)
    return closed(settings.clients, s, workers) if settings.closed else opened(settings, s, workers)


def bounded(settings: Settings, demand_s: float, cores: int) -> Prediction:
    """For requests that compute: `demand_s` seconds of CPU each, on at most `cores` cores at once. Nothing waits."""
    d, c = demand_s, cores
    if settings.closed:
        x = min(settings.clients, c) / d
        return Prediction(
            x, settings.clients / x * 1000, f"X = {min(settings.clients, c)} / {d:g} s of CPU = {x:.4g}/s"
        )
    return opened(settings, d, c)


def closed(n: int, s: float, c: int | None) -> Prediction:
    x = n / s if c is None else min(n, c) / s
    ceiling = "" if c is None else f", {c} / {s:g} s"
    words = f"X = min({n} / {s:g} s{ceiling}) = {x:.4g}/s" if ceiling else f"X = {n} / {s:g} s = {x:.4g}/s"
    return Prediction(x, n / x * 1000, words)


def opened(settings: Settings, s: float, c: int | None) -> Prediction:
    rate = settings.rate_per_s
    if c is None:
        return Prediction(rate, s * 1000, f"X = {rate:g}/s, each after {s:g} s")
    load = rate * s
    rho = load / c
    if rho < 1:
        wait = erlang_c(c, load) * s / (c - load)
        words = f"ρ = {rate:g}/s · {s:g} s / {c} = {rho:.2f}; Erlang C: a wait of {wait * 1000:.0f} ms"
        return Prediction(rate, (s + wait) * 1000, words)
    x = c / s
    # Work piles up at rate - x; a request that is answered in the measured window has on average waited for half of it.
    late = (settings.total_ms / 1000) * (1 - x / rate) / 2
    return Prediction(
        x, (s + late) * 1000, f"ρ = {rate:g}/s · {s:g} s / {c} = {rho:.2f} > 1: X = {c} / {s:g} s = {x:.4g}/s"
    )


def erlang_c(c: int, load: float) -> float:
    """The probability that an arrival has to wait, for `load` erlangs (< c) on `c` servers."""
    blocked = 1.0  # Erlang B by its recursion, which cannot overflow
    for k in range(1, c + 1):
        blocked = load * blocked / (k + load * blocked)
    return blocked / (1 - load / c * (1 - blocked))
