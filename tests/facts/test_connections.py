"""Database connections under ASGI, on a real PostgreSQL."""

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db.backends.postgresql.base import DatabaseWrapper

from tests.facts.serving import get_all, serving
from tests.setup.servers import run_postgresql


@pytest.fixture(scope="module")
def postgresql() -> Iterator[str]:
    with run_postgresql() as url:
        yield url


def database(url: str, **more: Any) -> dict[str, str]:
    parts = urlsplit(url)
    settings = {
        "ENGINE": "django.db.backends.postgresql",
        "HOST": parts.hostname,
        "PORT": parts.port,
        "USER": parts.username,
        "NAME": parts.path[1:],
        **more,
    }
    return {"FACTS_DATABASE": json.dumps({"default": settings})}


async def processes(address: str, count: int, ms: int) -> set[int]:
    return {answer["pid"] for answer in await get_all(f"{address}/query?ms={ms}", count)}


@pytest.mark.services
@pytest.mark.slow
@pytest.mark.fact("a-connection-a-waiting-sync-view")
async def test_sync_views_that_wait_in_the_database_hold_a_connection_each(postgresql: str) -> None:
    with serving("daphne", "application", database(postgresql)) as address:
        assert len(await processes(address, 30, 3_000)) == 30


@pytest.mark.services
@pytest.mark.slow
@pytest.mark.fact("pool-bounds-connections")
async def test_a_pool_bounds_the_connections_and_the_rest_queue(postgresql: str) -> None:
    env = database(postgresql, OPTIONS={"pool": {"min_size": 1, "max_size": 4, "timeout": 60}})
    with serving("daphne", "application", env) as address:
        assert len(await processes(address, 30, 50)) <= 4


@pytest.mark.services
@pytest.mark.slow
@pytest.mark.fact("persistent-connections-are-not-reused")
async def test_persistent_connections_are_not_used_again_since_their_threads_are_gone(postgresql: str) -> None:
    with serving("daphne", "application", database(postgresql, CONN_MAX_AGE=600)) as address:
        pids = [pid for _ in range(5) for pid in await processes(address, 1, 0)]
    assert len(set(pids)) == 5
    env = database(postgresql, OPTIONS={"pool": {"min_size": 1, "max_size": 4}})
    with serving("daphne", "application", env) as address:
        pids = [pid for _ in range(5) for pid in await processes(address, 1, 0)]
    assert len(set(pids)) < 5


@pytest.mark.fact("pool-refuses-persistent-connections")
def test_a_pool_and_persistent_connections_exclude_each_other() -> None:
    settings = {"ENGINE": "", "NAME": "x", "CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": False, "OPTIONS": {"pool": True}}
    with pytest.raises(ImproperlyConfigured, match="Pooling doesn't support persistent connections"):
        DatabaseWrapper({**settings, "AUTOCOMMIT": True, "TIME_ZONE": None, "TEST": {}}, "facts").pool  # noqa: B018
