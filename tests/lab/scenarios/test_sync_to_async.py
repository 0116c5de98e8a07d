"""Whose threads sync_to_async uses."""

import pytest

from lab.scenarios.sync_to_async import default_pool
from tests.lab.engine import assert_lawful, calm, snapshots, variants

pytestmark = pytest.mark.slow


def test_the_default_pool_is_small_and_ones_own_is_as_large_as_it_is_made() -> None:
    lines = calm("sync-to-async", "--clients", "40", "--latency", "300", "--threads", "24", "--seconds", "3")
    found = variants(lines)
    pool = default_pool()
    assert found["insensitive"]["throughput_per_s"] <= pool / 0.3 + 1
    assert found["own"]["throughput_per_s"] >= 0.6 * (24 / pool) * found["insensitive"]["throughput_per_s"]
    assert found["sensitive"]["threads"] >= 40
    lanes = {lane for part in snapshots(lines, "insensitive") for lane in part["open"]["lane"] if lane >= 0}
    assert lanes == set(range(pool))
    assert_lawful(lines)
