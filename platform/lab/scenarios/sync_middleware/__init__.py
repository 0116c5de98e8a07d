"""One sync-only middleware between server and async view: a thread stays held for every request."""

from __future__ import annotations

from typing import Any

from lab.scenarios.parts import loop
from lab.scenarios.request_signals import with_threads
from lab.scenarios.scenario import Measure, Scenario, Variant
from lab.settings import Settings


def variants(settings: Settings) -> tuple[Variant, ...]:
    views = "lab.scenarios.sync_middleware.views"
    more: dict[str, Any] = {"views": views, "setup": "disconnect"}
    without = {"MIDDLEWARE": [f"{views}.both_ways"]}
    between = {"MIDDLEWARE": [f"{views}.both_ways", f"{views}.sync_only"]}
    return (
        with_threads(loop(settings, "async", "awaited", "Async all the way", django=without, **more), 1),
        with_threads(
            loop(settings, "sync", "awaited", "One sync middleware", django=between, **more), settings.clients + 1
        ),
    )


SCENARIO = Scenario(
    slug="sync-middleware",
    title="One sync middleware in an async stack",
    question="How many times as many threads does the server have once one middleware of the stack is sync only?",
    lesson="what-a-request-costs",
    summary="The same async view behind an async stack of middleware, and behind one with a single sync-only "
    "middleware in it. The request signals' receivers, which cost a thread too, are disconnected in both.",
    what_you_should_see="Answers come equally fast. Behind the sync middleware each request holds a thread while it "
    "waits; without it, one loop holds them all.",
    defaults=Settings("sync-middleware", clients=80, seconds=5.0, asgi_server="uvicorn"),
    ratio=("sync", "async"),
    variants=variants,
    measure=Measure("threads", "threads of the server", "threads"),
)
