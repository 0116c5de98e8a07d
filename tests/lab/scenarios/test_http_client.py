"""The client that an async view calls with decides what the loop can carry."""

import pytest

from tests.lab.engine import assert_lawful, calm, variants

pytestmark = pytest.mark.slow


def test_httpx_at_a_hundred_in_flight_costs_several_times_the_cpu_of_aiohttp() -> None:
    lines = calm("http-client", "--seconds", "3")
    found = variants(lines)
    assert found["httpx"]["cpu_ms_per_request"] >= 3 * found["aiohttp"]["cpu_ms_per_request"]
    assert found["aiohttp"]["throughput_per_s"] >= 1.5 * found["httpx"]["throughput_per_s"]
    assert_lawful(lines)
