"""A call that blocks inside `async def`: the whole event loop waits with it."""

from __future__ import annotations

from lab.scenarios.parts import loop
from lab.scenarios.prediction import predict
from lab.scenarios.scenario import Scenario, Variant
from lab.settings import Settings


def variants(settings: Settings) -> tuple[Variant, ...]:
    c = settings.workers
    alone = predict(settings, c)
    return (
        loop(
            *(settings, "blocking", "blocking", "Async view that blocks"),
            concurrency="blocked-loop",
            workers=c,
            prediction=alone,
        ),
        loop(settings, "awaited", "awaited", "Async view that awaits"),
    )


SCENARIO = Scenario(
    slug="blocking-in-async",
    title="A blocking call inside an async view",
    question="How many times as many answers a second does the view give once its call is awaited?",
    lesson="async-views-basics",
    summary="Two async views on the same server: one calls a client that blocks, the other awaits.",
    what_you_should_see="The blocking view serves one request at a time, however many clients ask, and its loop stands "
    "still; the awaiting one serves them all side by side.",
    defaults=Settings("blocking-in-async", clients=20, latency_ms=100.0),
    ratio=("awaited", "blocking"),
    variants=variants,
)
