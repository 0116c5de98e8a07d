"""How a challenge stands, from the attempts at it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.challenge import BAR, percent, reached, standing
from quiz.questions import parse
from quiz.sheet import Sheet
from tests.quiz.questions import choice

QUESTIONS = tuple(parse(choice(f"c-{number}", set="challenge")) for number in range(5))


def sheet(options: str, number: int = 1) -> Sheet:
    """An attempt at five questions, answered in order: a is right."""
    answers = {question.id: option for question, option in zip(QUESTIONS, options, strict=False)}
    return Sheet(number, 1, QUESTIONS, answers, datetime(2026, 1, number, tzinfo=UTC))


@pytest.mark.parametrize(("options", "earned"), [("aaaaa", True), ("aaaab", True), ("aaabb", False), ("bbbbb", False)])
def test_four_of_five_reach_the_bar(options: str, earned: bool) -> None:
    assert reached(sheet(options)) is earned


def test_an_attempt_that_is_not_finished_reaches_nothing() -> None:
    assert not reached(sheet("aaaa"))


@given(st.text("ab", max_size=5))
def test_the_percentage_never_says_more_than_the_marks(options: str) -> None:
    now = standing((sheet(options),), sheet(""))
    assert now.percent <= 100 * now.score + 1e-6
    assert (now.percent >= percent(BAR)) == (now.score >= BAR - 1e-9)
    assert now.right == options.count("a")


def test_the_last_attempt_is_the_present_one() -> None:
    assert standing((sheet("aaaaa"), sheet("b", 2)), sheet("")).number == 2
    assert standing((), sheet("")).begun is False
