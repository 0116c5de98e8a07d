"""A sync and an async view on the same ASGI server: Django gives each sync request a thread of its own."""

from __future__ import annotations

from lab.scenarios.parts import loop
from lab.scenarios.scenario import Scenario, Variant
from lab.settings import Settings


def variants(settings: Settings) -> tuple[Variant, ...]:
    return (
        loop(settings, "sync", "sync", "Sync view, a thread a request", concurrency="thread-per-request"),
        loop(settings, "async", "awaited", "Async view, one loop" if settings.workers == 1 else "Async view"),
    )


SCENARIO = Scenario(
    slug="sync-under-asgi",
    title="Sync and async views under ASGI",
    question="On one ASGI server, how many times as many answers a second does an async view give as a sync one?",
    lesson="async-views-basics",
    summary="The same ASGI server runs a sync view and an async one; only the way of waiting differs.",
    what_you_should_see="Both answer about equally fast, with about as many threads and as much memory: the request "
    "signals give each async request a thread as well. What differs is where a request waits: in its thread, or in the "
    "event loop while its thread idles.",
    defaults=Settings("sync-under-asgi", clients=50),
    ratio=("async", "sync"),
    variants=variants,
)
