"""A backend that is full."""

import pytest

from tests.lab.engine import assert_lawful, calm, variants

pytestmark = pytest.mark.slow


def test_only_turning_away_keeps_response_times() -> None:
    lines = calm("saturated-backend", "--seconds", "5")
    found = variants(lines)
    turned = found["turned"]["response_ms"]["p50"]
    assert found["unlimited"]["response_ms"]["p50"] >= 2 * turned
    assert found["semaphore"]["response_ms"]["p50"] >= 2 * turned
    assert found["timeout"]["throughput_per_s"] <= 0.5 * found["turned"]["throughput_per_s"]
    assert found["turned"]["statuses"]["503"] > 0
    assert not any("failed" in reason for reason in lines[-1]["reasons"]), "refusing was what was asked for"
    assert_lawful(lines)
