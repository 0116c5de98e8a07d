"""The generator as the bottleneck: the same load by three clients, of which not all can carry it."""

from __future__ import annotations

from lab.scenarios.parts import loop
from lab.scenarios.scenario import Scenario, Variant
from lab.settings import Settings


def variants(settings: Settings) -> tuple[Variant, ...]:
    return (
        loop(settings, "protocol", "awaited", "httptools protocol"),
        loop(settings, "aiohttp", "awaited", "aiohttp as generator", generator="aiohttp"),
        loop(settings, "httpx", "awaited", "httpx as generator", generator="httpx"),
    )


SCENARIO = Scenario(
    slug="generator-saturation",
    title="When the load tool is the bottleneck",
    question="How many times as many answers a second does the lab's own generator get out of a server as httpx does?",
    lesson="async-views-basics",
    summary="One server, one view, one load; what asks is the lab's own protocol, aiohttp and httpx, each in its turn.",
    what_you_should_see="The server is the same, and yet it seems slower. The run sees that its generator has no time "
    "left, and calls itself invalid: a figure that measures the tool is worse than none.",
    defaults=Settings("generator-saturation", clients=60, latency_ms=200.0, seconds=4.0, asgi_server="uvicorn"),
    ratio=("protocol", "httpx"),
    variants=variants,
    alone=True,
)
