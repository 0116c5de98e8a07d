"""What the request signals' sync receivers cost."""

import pytest

from tests.lab.engine import assert_lawful, calm, variants

pytestmark = pytest.mark.slow


def test_an_async_view_costs_a_thread_a_request_until_the_receivers_are_disconnected() -> None:
    lines = calm("request-signals", "--clients", "40", "--seconds", "3")
    found = variants(lines)
    assert found["default"]["threads"] >= 40
    assert found["apart"]["threads"] <= 10
    assert_lawful(lines)
