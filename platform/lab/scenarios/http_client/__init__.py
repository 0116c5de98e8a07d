"""The HTTP client of an async view: made anew for each request, or shared; and which one."""

from __future__ import annotations

from lab.scenarios.parts import loop
from lab.scenarios.scenario import Scenario, Variant
from lab.settings import Settings


def variants(settings: Settings) -> tuple[Variant, ...]:
    views = "lab.scenarios.http_client.views"
    return (
        loop(settings, "aiohttp", "shared_aiohttp", "One aiohttp session", views=views),
        loop(settings, "new", "new_aiohttp", "A new aiohttp session a request", views=views),
        loop(settings, "httpx", "shared_httpx", "One httpx client", views=views),
    )


SCENARIO = Scenario(
    slug="http-client",
    title="The HTTP client decides",
    question="How many times as many answers a second does a view give with a shared aiohttp session as with a shared "
    "httpx client?",
    lesson="async-views-basics",
    summary="The same async view calls the same backend through three clients; each has the machine to itself for its "
    "turn.",
    what_you_should_see="All three could carry the same load. A client that spends CPU on each call, or opens a "
    "connection for each, keeps the loop from its other requests.",
    defaults=Settings("http-client", seconds=5.0),
    ratio=("aiohttp", "httpx"),
    variants=variants,
    alone=True,
)
