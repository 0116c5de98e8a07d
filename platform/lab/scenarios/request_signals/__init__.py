"""The thread that even a wholly async request costs: the request signals' sync receivers run in one."""

from __future__ import annotations

from dataclasses import replace

from lab.scenarios.parts import loop
from lab.scenarios.scenario import Measure, Scenario, Variant
from lab.settings import Settings


def variants(settings: Settings) -> tuple[Variant, ...]:
    views = "lab.scenarios.request_signals.views"
    default = loop(settings, "default", "awaited", "As Django comes", views=views)
    apart = loop(settings, "apart", "awaited", "Receivers disconnected", views=views, setup="disconnect")
    return with_threads(default, settings.clients + 1), with_threads(apart, 1)


def with_threads(variant: Variant, threads: int) -> Variant:
    """A main thread, and one for each request that is held."""
    words = f"{variant.prediction.words}; about {threads} threads for requests"
    figures = {"threads": float(threads)}
    return replace(variant, prediction=replace(variant.prediction, words=words, figures=figures))


SCENARIO = Scenario(
    slug="request-signals",
    title="The thread that an async request costs",
    question="How many times as many threads does a server of async views have as one without the request signals' "
    "receivers?",
    lesson="what-a-request-costs",
    summary="The same async view on the same server; one of the two has the four sync receivers of Django's request "
    "signals disconnected.",
    what_you_should_see="Answers come equally fast. The one as Django comes has a thread for each request in flight, "
    "which its signals' receivers have run in; the other has next to none.",
    defaults=Settings("request-signals", clients=80, seconds=5.0, asgi_server="uvicorn"),
    ratio=("default", "apart"),
    variants=variants,
    measure=Measure("threads", "threads of the server", "threads"),
)
