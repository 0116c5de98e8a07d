"""The tally of bets."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from lab.bets import BINS, HIGH, LOW, bin_of, tally


@given(st.lists(st.floats(0.01, 1000.0), max_size=50))
def test_every_bet_is_in_one_bin_and_the_middle_lies_within(values: list[float]) -> None:
    found = tally(values)
    assert sum(found["bins"]) == found["n"] == len(values)
    if values:
        assert found["low"] * 0.999 - 0.001 <= found["median"] <= found["high"] * 1.001 + 0.001


def test_half_of_the_bets_are_at_most_the_median() -> None:
    assert tally([2, 8, 50])["median"] == 8
    assert tally([1, 100])["median"] == 10


def test_a_round_power_begins_its_bin() -> None:
    assert [bin_of(10.0**power) for power in range(-1, 3)] == [0, 4, 8, 12]
    assert bin_of(9.99) == 7


def test_what_lies_beyond_the_scale_is_counted_at_its_ends() -> None:
    assert bin_of(LOW / 10) == 0
    assert bin_of(HIGH) == BINS - 1


def test_without_bets_nothing_is_said_of_them() -> None:
    assert tally([]) == {"n": 0, "median": None, "low": None, "high": None, "bins": [0] * BINS}
