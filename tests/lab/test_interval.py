"""The interval of a ratio, and the A/A check that it makes possible."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lab.metrics.interval import ratio


def rounds(drawn: random.Random, mean: float, n: int, spread: float = 0.05) -> list[float]:
    return [drawn.gauss(mean, spread * mean) for _ in range(n)]


@pytest.mark.parametrize("n", [3, 5, 10])
def test_a_variant_against_itself_shows_no_difference_in_95_of_100(n: int) -> None:
    drawn = random.Random(n)
    found = [ratio(rounds(drawn, 100, n), rounds(drawn, 100, n), grain=0.0, seed=seed) for seed in range(200)]
    assert sum(each is not None and not each.differs for each in found) >= 0.95 * 200 * 0.97


def test_a_real_difference_is_told() -> None:
    drawn = random.Random(1)
    found = ratio(rounds(drawn, 200, 5), rounds(drawn, 100, 5), grain=0.0, seed=1)
    assert found is not None
    assert found.differs
    assert found.low < 2 < found.high


def test_nothing_finer_is_told_than_one_answer() -> None:
    found = ratio([10.0, 10.0, 10.0], [10.1, 10.1, 10.1], grain=0.1, seed=1)
    assert found is not None
    assert not found.differs


@given(st.lists(st.floats(1, 1000), min_size=2, max_size=8), st.integers(0, 100))
def test_the_value_lies_within_its_interval(values: list[float], seed: int) -> None:
    found = ratio(values, values[::-1], grain=0.001, seed=seed)
    assert found is not None
    assert found.low <= found.value <= found.high


@pytest.mark.parametrize(("top", "base"), [([1.0], [1.0]), ([1.0, 0.0], [1.0, 1.0]), ([], [])])
def test_without_two_rounds_that_gave_something_there_is_none(top: list[float], base: list[float]) -> None:
    assert ratio(top, base, grain=0.0, seed=1) is None
