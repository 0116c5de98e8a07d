"""A generator without time left says so."""

import pytest

from tests.lab.engine import assert_lawful, lab, variants

pytestmark = pytest.mark.slow


def test_a_run_that_measures_its_generator_calls_itself_invalid() -> None:
    lines = lab("generator-saturation", "--clients", "100")
    found = variants(lines)
    assert lines[-1]["verdict"] == "INVALID"
    assert found["httpx"]["verdict"] == "INVALID"
    assert any(reason.startswith("httpx as generator: The generator") for reason in found["httpx"]["reasons"])
    assert found["protocol"]["throughput_per_s"] >= 2 * found["httpx"]["throughput_per_s"]
    assert_lawful(lines)
