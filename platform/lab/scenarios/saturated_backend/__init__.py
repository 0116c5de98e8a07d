"""More requests than the backend can serve: pile up, queue, turn away, or give up."""

from __future__ import annotations

from lab.scenarios.parts import loop
from lab.scenarios.prediction import Prediction, predict
from lab.scenarios.scenario import Measure, Scenario, Variant
from lab.settings import Settings


def variants(settings: Settings) -> tuple[Variant, ...]:
    views = "lab.scenarios.saturated_backend.views"
    s, slots = settings.latency_ms, settings.capacity or 10
    piled = predict(settings, None)
    most = slots / s * 1000
    x = min(settings.rate_per_s, most) if not settings.closed else most
    away = Prediction(x, s, f"X = {slots} / {s / 1000:g} s = {most:.4g}/s at most; no request waits")
    # The queue grows until whoever reaches a slot has used up so much of the patience that it ends before the service.
    words = f"the wait grows to {2 * s:g} ms, of which the service takes {s:g}: nearly all leave while they are served"
    late = Prediction(0.0 if full(settings, most) else x, 2 * s, words)
    return (
        loop(settings, "unlimited", "unlimited", "No limit", views=views, prediction=piled),
        loop(settings, "semaphore", "queued", f"Semaphore of {slots}", views=views, prediction=piled),
        loop(
            *(settings, "turned", "turned_away", f"Turns away beyond {slots}"),
            views=views,
            prediction=away,
            turns_away=True,
        ),
        loop(
            *(settings, "timeout", "timed_out", f"Gives up after {2 * s:g} ms"),
            views=views,
            prediction=late,
            turns_away=True,
        ),
    )


def full(settings: Settings, most: float) -> bool:
    """Whether more is asked than `most` requests a second."""
    return settings.closed or settings.rate_per_s > most


SCENARIO = Scenario(
    slug="saturated-backend",
    title="A backend that is full",
    question="How many times as long do answered requests take when nothing is turned away?",
    lesson="async-views-basics",
    summary="Requests arrive half as fast again as the backend can serve them. The loop can hold them all.",
    what_you_should_see="Without a limit the waiting grows for as long as the load lasts. A semaphore alone moves the "
    "queue into your process and shortens nothing. Turning away what does not fit keeps the rest fast. A timeout "
    "alone is worst: the backend works on for those who have left, and hardly anybody is answered.",
    defaults=Settings("saturated-backend", model="open", rate_per_s=45.0, latency_ms=200.0, capacity=6, seconds=6.0),
    ratio=("unlimited", "turned"),
    variants=variants,
    measure=Measure("response_ms.p50", "response time of those answered, p50", "ms", "long"),
)
