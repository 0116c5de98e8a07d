"""The site on the services of docker-compose.yml, started by hand: PostgreSQL and Redis."""

from collections.abc import Iterator

import pytest

from tests.setup.servers import Site, run_postgresql, run_redis, run_site


@pytest.fixture(scope="package")
def hosted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with run_postgresql() as database, run_redis() as redis:
        env = {"DATABASE_URL": database, "REDIS_URL": redis}
        with run_site(tmp_path_factory.mktemp("hosted"), env) as site:
            yield site
