"""The site on the services of docker-compose.yml, started by hand: PostgreSQL and Redis."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.services.compose import service
from tests.setup.servers import Redis, Site, run_postgresql, run_redis, run_site


@pytest.fixture(scope="package")
def redis() -> Iterator[Redis]:
    _, *options = service("redis")["command"]
    with run_redis(options=options) as server:
        yield server


@pytest.fixture(scope="package")
def environment(redis: Redis) -> Iterator[dict[str, str]]:
    """What docker-compose.yml gives to each of its web processes."""
    with run_postgresql() as database:
        yield {"DATABASE_URL": database, "REDIS_URL": redis.url, "SECRET_KEY": "the same for all web processes"}


@pytest.fixture(scope="module")
def pair(environment: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Site, Site]]:
    """Two web processes of one site."""
    with run_site(tmp_path_factory.mktemp("one"), environment) as one:
        with run_site(tmp_path_factory.mktemp("two"), environment) as two:
            yield one, two
