"""One sync-only middleware holds a thread a request."""

import pytest

from tests.lab.engine import assert_lawful, calm, variants

pytestmark = pytest.mark.slow


def test_behind_a_sync_middleware_every_request_in_flight_holds_a_thread() -> None:
    lines = calm("sync-middleware", "--clients", "40", "--seconds", "3")
    found = variants(lines)
    assert found["sync"]["threads"] >= 40
    assert found["async"]["threads"] <= 10
    assert_lawful(lines)
