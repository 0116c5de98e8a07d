"""A sync and an async view on the same ASGI server: Django gives each sync request a thread of its own."""

from __future__ import annotations

from lab.scenarios.prediction import predict
from lab.scenarios.scenario import Scenario, Variant
from lab.settings import Settings


def variants(settings: Settings) -> tuple[Variant, ...]:
    free = predict(settings, None)
    server = settings.asgi_server
    return (
        Variant("sync", "Sync view, a thread a request", server, "sync", "thread-per-request", None, free),
        Variant("async", "Async view, one loop", server, "awaited", "loop", None, free),
    )


SCENARIO = Scenario(
    slug="sync-under-asgi",
    title="Sync and async views under ASGI",
    question="On one ASGI server, how many times as many answers a second does an async view give as a sync one?",
    lesson="async-views-basics",
    summary="The same ASGI server runs a sync view and an async one; only the way of waiting differs.",
    what_you_should_see="Both answer about equally fast. What differs is what the waiting costs: threads and memory.",
    defaults=Settings("sync-under-asgi", clients=50),
    ratio=("async", "sync"),
    variants=variants,
)
