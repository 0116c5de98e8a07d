"""A thread pool against an event loop, both in front of the same slow backend."""

from __future__ import annotations

from lab.scenarios.parts import loop, pool
from lab.scenarios.scenario import Scenario, Variant
from lab.settings import Settings


def variants(settings: Settings) -> tuple[Variant, ...]:
    return pool(settings, "sync", "sync"), loop(settings, "async", "awaited")


SCENARIO = Scenario(
    slug="sync-vs-async",
    title="A thread pool against an event loop",
    question="How many times as many answers a second does an async view give as a sync one behind a thread pool?",
    lesson="async-views-basics",
    summary="gunicorn with a pool of threads, and an async view on an ASGI server, wait for the same slow backend.",
    what_you_should_see="As many bars as the pool has threads are busy and never one more; everything else queues. "
    "The loop holds every request at once, nearly all of them waiting.",
    defaults=Settings("sync-vs-async"),
    ratio=("async", "sync"),
    variants=variants,
)
