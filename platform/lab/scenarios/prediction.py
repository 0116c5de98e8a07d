"""What queueing theory says before anything is measured. `S` is the backend's time, the only cost that is counted.

Closed model: X = min(N / S, c / S) and R = N / X (Little's law). Open model: with rho = lambda * S / c below 1,
Erlang C gives the mean wait; past 1 the queue grows without end and the time of a request depends on how
long the load lasts.
"""

from __future__ import annotations

from dataclasses import dataclass

from lab.settings import Settings


@dataclass(frozen=True)
class Prediction:
    """`response_ms` is a mean; `words` is the formula with its numbers filled in."""

    throughput_per_s: float
    response_ms: float
    words: str


def predict(settings: Settings, workers: int | None) -> Prediction:
    """For `workers` requests served at once; None: as many as come."""
    s = settings.latency_ms / 1000
    return closed(settings.clients, s, workers) if settings.closed else opened(settings, s, workers)


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
