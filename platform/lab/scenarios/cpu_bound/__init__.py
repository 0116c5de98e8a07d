"""A view that computes: nothing waits, so there is nothing that async could use."""

from __future__ import annotations

import os

from lab.scenarios.parts import count, loop
from lab.scenarios.prediction import bounded
from lab.scenarios.scenario import Scenario, Variant
from lab.settings import Settings


def cores() -> int:
    return os.cpu_count() or 1


def variants(settings: Settings) -> tuple[Variant, ...]:
    views, d = "lab.scenarios.cpu_bound.views", settings.latency_ms / 1000
    processes = max(2, settings.workers)
    one, all_ = bounded(settings, d, 1), bounded(settings, d, min(processes, cores()))
    return (
        Variant(
            *("threads", f"Sync view, {count(settings.threads, 'thread')}", "gunicorn-gthread", "computed"),
            concurrency="threads",
            workers=settings.threads,
            threads=settings.threads,
            prediction=one,
            views=views,
        ),
        loop(
            *(settings, "async", "computed_on_loop", "Async view"),
            views=views,
            concurrency="blocked-loop",
            workers=1,
            processes=1,
            prediction=one,
        ),
        Variant(
            *("processes", f"Sync view, {processes} processes", "gunicorn-sync", "computed"),
            concurrency="processes",
            workers=processes,
            processes=processes,
            prediction=all_,
            views=views,
        ),
    )


SCENARIO = Scenario(
    slug="cpu-bound",
    title="A view that computes",
    question="How many times as many answers a second does an async view give as a sync one when both only compute?",
    lesson="what-a-request-costs",
    summary="Every request burns CPU time and waits for nothing. Threads, an event loop and processes take turns.",
    what_you_should_see="Threads and loop do the same: one interpreter computes for one request at a time. Only more "
    "processes do more, up to the number of cores.",
    defaults=Settings("cpu-bound", clients=8, latency_ms=20.0, seconds=4.0, workers=2),
    ratio=("async", "threads"),
    variants=variants,
    alone=True,
    labels={"latency_ms": "CPU time a request", "workers": "Processes of the third variant"},
)
