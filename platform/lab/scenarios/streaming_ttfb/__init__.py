"""An answer in five parts: when does the first of them arrive?"""

from __future__ import annotations

from dataclasses import replace

from lab.scenarios.parts import loop
from lab.scenarios.scenario import Measure, Scenario, Variant
from lab.scenarios.streaming_ttfb.parts import PARTS
from lab.settings import Settings


def variants(settings: Settings) -> tuple[Variant, ...]:
    def part(name: str, view: str, label: str, first: int, **more: str) -> Variant:
        found = loop(settings, name, view, label, waits=PARTS, views="lab.scenarios.streaming_ttfb.views", **more)
        at = first * settings.latency_ms
        words = f"{found.prediction.words}; first part after {first} × {settings.latency_ms:g} ms"
        return replace(found, prediction=replace(found.prediction, words=words, figures={"body_ms.p50": at}))

    return (
        part("whole", "whole", "Whole response", PARTS),
        part("async", "streamed", "Async iterator", 1),
        part("sync", "streamed_sync", "Sync iterator under ASGI", PARTS, concurrency="thread-per-request"),
    )


SCENARIO = Scenario(
    slug="streaming-ttfb",
    title="Streaming and the first byte",
    question="How many times as long does the first part take when the response is sent as a whole?",
    lesson="async-views-basics",
    summary="A response is made of five parts, each of which waits for the backend: sent as a whole, streamed from an "
    "async iterator, and streamed from a sync one.",
    what_you_should_see="The last byte comes equally late. From the async iterator the first part is there after one "
    "backend time. The sync iterator is read to its end before anything of it is sent: under ASGI it streams nothing.",
    defaults=Settings("streaming-ttfb", clients=10, latency_ms=100.0, seconds=5.0),
    ratio=("whole", "async"),
    variants=variants,
    measure=Measure("body_ms.p50", "first part, half of all within", "ms", "long"),
)
