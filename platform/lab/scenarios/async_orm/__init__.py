"""Three queries in a view: the sync ORM, its a-methods, and a-methods gathered."""

from __future__ import annotations

from typing import Any

from lab.scenarios.async_orm.queries import QUERIES
from lab.scenarios.parts import loop
from lab.scenarios.scenario import Scenario, Variant
from lab.settings import Settings

DATABASE = {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}


def variants(settings: Settings) -> tuple[Variant, ...]:
    more: dict[str, Any] = {
        "views": "lab.scenarios.async_orm.views",
        "django": {"DATABASES": {"default": DATABASE}, "DEFAULT_AUTO_FIELD": "django.db.models.BigAutoField"},
        "setup": "prepare",
        "waits": QUERIES,
        "concurrency": "thread-per-request",
    }
    return (
        loop(settings, "sync", "sync_queries", "Sync view, sync ORM", **more),
        loop(settings, "async", "awaited_queries", "Async view, a-methods", **more),
        loop(settings, "gather", "gathered_queries", "Async view, a-methods gathered", **more),
    )


SCENARIO = Scenario(
    slug="async-orm",
    title="The async ORM",
    question="How many times as many answers a second does a view give when its three queries are gathered?",
    lesson="async-orm-and-transactions",
    summary="A view needs three independent queries, each of which takes the backend's time in the database driver.",
    what_you_should_see="All three do the same. The a-methods run the same blocking driver in the request's one "
    "thread, one query after the other, gathered or not. They keep the loop free; they do not make the database "
    "faster.",
    defaults=Settings("async-orm", clients=20, latency_ms=100.0, seconds=5.0),
    ratio=("gather", "async"),
    variants=variants,
    labels={"latency_ms": "A query takes"},
)
