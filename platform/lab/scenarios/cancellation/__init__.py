"""The client leaves: does the work stop?"""

from __future__ import annotations

from dataclasses import replace

from lab.scenarios.parts import loop
from lab.scenarios.prediction import Prediction
from lab.scenarios.scenario import Measure, Scenario, Variant
from lab.settings import Settings
from lab.testbed.servicetimes import FAST, FAST_SHARE, SLOW

EARLIER = 0.8  # of the client's patience: when the third variant gives its own answer


def mixed(settings: Settings, end_ms: float, answered: bool) -> Prediction:
    """For the bimodal backend, when what is slow ends after `end_ms`, with an answer or without: X = N / mean time."""
    mean_s = (FAST_SHARE * FAST * settings.latency_ms + (1 - FAST_SHARE) * end_ms) / 1000
    x = settings.clients / mean_s
    good = x if answered else x * FAST_SHARE
    part = "" if answered else f" · {FAST_SHARE:g}"
    return Prediction(good, FAST * settings.latency_ms, f"X = {settings.clients} / {mean_s:.3g} s{part} = {good:.4g}/s")


def variants(settings: Settings) -> tuple[Variant, ...]:
    views = "lab.scenarios.cancellation.views"
    split = settings.distribution == "bimodal" and settings.closed
    whole = settings.latency_ms * (SLOW if split else 1)
    leaves = min(settings.timeout_ms or whole, whole)

    def held(variant: Variant, ms: float) -> Variant:
        found = mixed(settings, leaves, leaves == whole) if split else variant.prediction
        words = f"{found.words}; who leaves after {leaves:g} ms is held for {ms:g} ms"
        return replace(variant, prediction=replace(found, words=words, figures={"held_ms.p50": ms}))

    timed = loop(settings, "timeout", "answered_in_time", "Async view with asyncio.timeout", views=views)
    if split:
        timed = replace(timed, prediction=mixed(settings, min(EARLIER * leaves, whole), True))
    return (
        held(loop(settings, "sync", "sync", "Sync view in a thread", concurrency="thread-per-request"), whole),
        held(loop(settings, "async", "awaited", "Async view"), leaves),
        timed,
    )


SCENARIO = Scenario(
    slug="cancellation",
    title="When the client leaves",
    question="How many times as long does a sync view go on with a request whose client has left as an async one?",
    lesson="async-views-basics",
    summary="One call in ten takes eleven times as long as the others, and the clients do not wait for it. The same "
    "server runs a sync view, an async one, and an async one that limits itself.",
    what_you_should_see="The async view is cancelled as soon as the connection closes. The thread of the sync view "
    "cannot be: it works on for nobody. The view with a timeout answers before the client loses patience.",
    defaults=Settings(
        *("cancellation", "closed", 40),
        latency_ms=300.0,
        distribution="bimodal",
        timeout_ms=450.0,
        seconds=5.0,
    ),
    ratio=("sync", "async"),
    variants=variants,
    measure=Measure("held_ms.p50", "held by the server after its client had left, from start to end", "ms", "long"),
)
