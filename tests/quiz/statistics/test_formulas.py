"""The formulas against figures that were worked out by hand."""

from __future__ import annotations

import pytest

from quiz.questions import parse
from quiz.questions.order import Order
from quiz.statistics.formulas import covariance, discrimination_index, discriminative_efficiency, mean
from quiz.statistics.guessing import guess
from tests.quiz import types
from tests.quiz.questions import choice
from tests.quiz.types import MADE

near = pytest.approx


def test_a_worked_example_of_moodles_formulas() -> None:
    """Five learners, a question marked 1 or 0, and their scores over the rest, by the formulas of
    https://docs.moodle.org/dev/Quiz_statistics_calculations ("Discrimination index", "Discriminative efficiency").

    x = 1 1 0 1 0, mean 0.6; deviations  0.4  0.4 -0.6  0.4 -0.6; squares add up to 1.2, so var = 1.2 / 4 = 0.3
    y = 9 6 5 8 2 (tenths), mean 6; deviations 3 0 -1 2 -4;       squares add up to 30,  so var = 30 / 4 = 7.5
    cov = (0.4·3 + 0.4·0 + 0.6·1 + 0.4·2 + 0.6·4) / 4 = 5 / 4 = 1.25
    index = 100 · 1.25 / sqrt(0.3 · 7.5) = 100 · 1.25 / 1.5 = 83.33
    sorted: x = 0 0 1 1 1, y = 2 5 6 8 9: covmax = (0.6·4 + 0.6·1 + 0.4·0 + 0.4·2 + 0.4·3) / 4 = 1.25
    so the efficiency is 100: the three best of the rest are the three who were right.
    """
    x, y = [1.0, 1.0, 0.0, 1.0, 0.0], [9.0, 6.0, 5.0, 8.0, 2.0]
    assert (mean(x), mean(y)) == (near(0.6), near(6))
    assert (covariance(x, x), covariance(y, y), covariance(x, y)) == (near(0.3), near(7.5), near(1.25))
    assert discrimination_index(x, y) == near(250 / 3)
    assert discriminative_efficiency(x, y) == near(100)


def test_an_efficiency_below_the_whole_by_hand() -> None:
    """x = 1 0 1 0, y = 4 3 1 2: cov = (0.5·1.5 - 0.5·0.5 - 0.5·1.5 + 0.5·0.5) / 3 = 0; with the last two learners' y
    changed to 2 and 1: (0.75 - 0.25 - 0.25 + 0.75) / 3 = 1/3; covmax = (0.75 + 0.25 + 0.25 + 0.75) / 3 = 2/3."""
    x = [1.0, 0.0, 1.0, 0.0]
    assert discrimination_index(x, [4.0, 3.0, 1.0, 2.0]) == near(0, abs=1e-12)
    assert discriminative_efficiency(x, [4.0, 3.0, 2.0, 1.0]) == near(50)


def test_who_knows_the_rest_and_misses_it_makes_it_negative() -> None:
    assert discrimination_index([0.0, 0.0, 1.0, 1.0], [4.0, 3.0, 2.0, 1.0]) == near(-100 * 2 / 5**0.5)
    assert discriminative_efficiency([0.0, 0.0, 1.0, 1.0], [4.0, 3.0, 2.0, 1.0]) == near(-100)


@pytest.mark.parametrize(
    ("x", "y"), [([1.0, 1.0], [0.0, 1.0]), ([0.0, 1.0], [0.5, 0.5]), ([1.0], [1.0]), ([], []), ([0.0, 1.0], [0.3, 0.1 + 0.2])]
)  # fmt: skip
def test_where_nothing_varies_there_is_no_figure(x: list[float], y: list[float]) -> None:
    assert discrimination_index(x, y) is None
    assert discriminative_efficiency(x, y) is None


@pytest.mark.parametrize(
    ("kind", "by_chance"),
    [("choice", 1 / 3), ("number", 0), ("text", 0), ("blanks", 0), ("predict", 1 / 3), ("chart", 1 / 3), ("match", 1 / 4)],
)  # fmt: skip
def test_what_guessing_earns(kind: str, by_chance: float) -> None:
    made = parse(MADE[kind].make("some"))
    if kind == "predict":
        made = parse({**choice("some"), "type": "choice"})  # what is right is known once its program has run
    assert guess(made) == near(by_chance)


@pytest.mark.parametrize(
    ("credit", "by_chance"),
    # Of 15 ways to tick some of a, b, c, d: one is exactly right; a, b and ab, abc, abd earn 1/2, 1/2, 1, 1/2, 1/2; the
    # rest is each worth 0. By options that are as they should be: the mean over all 16 ways is 1/2, less the empty one.
    [("exact", 1 / 15), ("proportional", 3 / 15), ("proportional_correct", (16 * 0.5 - 0.5) / 15)],
)
def test_what_ticking_by_chance_earns(credit: str, by_chance: float) -> None:
    assert guess(parse(types.multi("some", credit=credit))) == near(by_chance)


def test_what_an_order_by_chance_earns() -> None:
    # Of the 6 orders of 3: 1 2 3 earns 1; 2 3 1 and 3 1 2 hold a run of two and earn 1/2; the rest nothing.
    items = [{"id": key, "text": key} for key in "abc"]
    made = types.order("some", items=items)
    runs, exact = parse({**made, "credit": "run"}), parse({**made, "credit": "exact"})
    assert isinstance(runs, Order)
    assert guess(runs) == near((1 + 0.5 + 0.5) / 6)
    assert guess(exact) == near(1 / 6)
    many = [{"id": key, "text": key} for key in "abcdefghijkl"]
    assert guess(parse({**made, "items": many, "credit": "run"})) is None
