"""The async ORM's a-methods run on the request's one thread."""

import pytest

from tests.lab.engine import assert_lawful, calm, variants

pytestmark = pytest.mark.slow


def test_a_gather_of_three_queries_is_as_slow_as_three_in_sequence() -> None:
    lines = calm("async-orm", "--clients", "8", "--seconds", "3")
    found = variants(lines)
    for each in found.values():
        assert each["response_ms"]["p50"] >= 3 * 100 * 0.98
    assert 0.75 <= found["gather"]["throughput_per_s"] / found["async"]["throughput_per_s"] <= 1.33
    assert_lawful(lines)
