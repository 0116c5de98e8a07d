"""A thread for every sync request under ASGI, without end."""

import pytest

from tests.lab.engine import calm, variants

pytestmark = pytest.mark.slow


def test_no_cap_on_the_threads_of_waiting_sync_views_is_found() -> None:
    """FACTS 1: as many threads as waiting requests, far beyond the 32 of a default pool."""
    found = variants(calm("sync-under-asgi", "--clients", "300", "--latency", "2000", "--seconds", "2"))
    assert found["sync"]["threads"] >= 300
