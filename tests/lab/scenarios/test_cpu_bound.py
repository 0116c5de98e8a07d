"""Computing: async changes nothing, processes do."""

import pytest

from tests.lab.engine import assert_lawful, calm, skip_unless_quiet, variants

pytestmark = pytest.mark.slow


def test_one_interpreter_computes_for_one_request_at_a_time() -> None:
    lines = calm("cpu-bound", "--seconds", "3")
    found = variants(lines)
    for name in ("threads", "async"):
        assert found[name]["throughput_per_s"] <= 1.1 / 0.020
        assert found[name]["cpu_ms_per_request"] >= 20 * 0.9
    assert_lawful(lines)
    skip_unless_quiet(lines)
    assert 0.7 <= found["async"]["throughput_per_s"] / found["threads"]["throughput_per_s"] <= 1.4
    assert found["processes"]["throughput_per_s"] >= 1.2 * found["async"]["throughput_per_s"]
