"""The same load in the other model: as many requests in flight on average where nothing queues (Little's law). Pure."""

from __future__ import annotations

from dataclasses import replace

from lab.scenarios import scenario_of
from lab.settings import FASTEST_RATE, MOST_CLIENTS, Settings

# What shows best what a stall does, and what a closed load makes of it: short answers, few clients, a server far from
# its limit, so that nothing but the stall makes anybody wait.
STALL = Settings(
    "sync-under-asgi",
    clients=2,
    latency_ms=20.0,
    seconds=10.0,
    asgi_server="uvicorn",
    stall_ms=1000.0,
)


def clients_for(rate_per_s: float, latency_ms: float) -> int:
    return min(MOST_CLIENTS, max(1, round(rate_per_s * latency_ms / 1000)))


def rate_for(answers_per_s: float) -> float:
    return round(min(FASTEST_RATE, max(0.1, answers_per_s)), 1)


def counterpart(settings: Settings) -> Settings:
    """Closed: the clients that the rate would keep busy. Open: the rate that the fastest variant is predicted to
    answer."""
    if not settings.closed:
        return replace(settings, model="closed", clients=clients_for(settings.rate_per_s, settings.latency_ms))
    most = max(each.throughput_per_s for each in scenario_of(settings).predict(settings).values())
    return replace(settings, model="open", rate_per_s=rate_for(most))
