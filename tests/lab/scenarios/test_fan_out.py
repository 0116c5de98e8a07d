"""Five calls: one after the other they take five times as long."""

import pytest

from tests.lab.engine import assert_lawful, calm, variants

pytestmark = pytest.mark.slow


def test_gathered_calls_take_one_backend_time_and_a_sequence_takes_five() -> None:
    lines = calm("fan-out", "--clients", "6", "--seconds", "3")
    found = variants(lines)
    assert found["sequence"]["response_ms"]["p50"] >= 5 * 200 * 0.98
    assert found["gather"]["throughput_per_s"] >= 3 * found["sequence"]["throughput_per_s"]
    assert_lawful(lines)
