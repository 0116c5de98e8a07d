"""Blocking work handed to threads from an async view: whose threads are they, and how many?"""

from __future__ import annotations

import os

from lab.scenarios.parts import loop
from lab.scenarios.prediction import predict
from lab.scenarios.scenario import Scenario, Variant
from lab.settings import Settings


def default_pool() -> int:
    """Threads of an event loop's default executor (concurrent.futures.ThreadPoolExecutor)."""
    return min(32, (os.cpu_count() or 1) + 4)


def variants(settings: Settings) -> tuple[Variant, ...]:
    views = "lab.scenarios.sync_to_async.views"
    shared, own = default_pool() * settings.workers, settings.threads * settings.workers
    return (
        loop(
            *(settings, "sensitive", "sensitive", "thread_sensitive=True, a thread a request"),
            views=views,
            concurrency="thread-per-request",
        ),
        loop(
            *(settings, "insensitive", "insensitive", f"thread_sensitive=False, {shared} threads"),
            views=views,
            concurrency="executor",
            workers=shared,
            prediction=predict(settings, shared),
        ),
        loop(
            *(settings, "own", "own", f"Executor of its own, {own} threads"),
            views=views,
            concurrency="executor",
            workers=own,
            threads=settings.threads,
            prediction=predict(settings, own),
        ),
    )


SCENARIO = Scenario(
    slug="sync-to-async",
    title="sync_to_async and its threads",
    question="How many times as many answers a second does an executor of 32 threads give as thread_sensitive=False?",
    lesson="async-views-basics",
    summary="One async view hands a blocking call to a thread: to the request's own, to the loop's default pool, or "
    "to a pool that you made.",
    what_you_should_see="thread_sensitive=True gives each request a thread of its own, without end. "
    "thread_sensitive=False means the loop's default pool, which is small: min(32, CPUs + 4). A pool of your own is "
    "as large as you say.",
    defaults=Settings("sync-to-async", clients=60, threads=32),
    ratio=("own", "insensitive"),
    variants=variants,
    labels={"threads": "Threads of its own executor"},
)
