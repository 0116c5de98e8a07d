"""Five independent calls in one view: one after the other, or gathered."""

from __future__ import annotations

from lab.scenarios.fan_out.calls import CALLS
from lab.scenarios.parts import loop
from lab.scenarios.scenario import Scenario, Variant
from lab.settings import Settings


def variants(settings: Settings) -> tuple[Variant, ...]:
    views = "lab.scenarios.fan_out.views"
    return (
        loop(settings, "sequence", "sequence", "Five calls in sequence", waits=CALLS, views=views),
        loop(settings, "gather", "gathered", "Five calls gathered", views=views),
    )


SCENARIO = Scenario(
    slug="fan-out",
    title="Five calls: in sequence or gathered",
    question="How many times as many answers a second does the view give when its five calls are gathered?",
    lesson="async-views-basics",
    summary="An async view needs five answers of the backend that do not depend on one another.",
    what_you_should_see="In sequence a request takes five backend times, gathered it takes one. This is the one way "
    "in which async makes a single request shorter.",
    defaults=Settings("fan-out", clients=10, latency_ms=200.0),
    ratio=("gather", "sequence"),
    variants=variants,
)
