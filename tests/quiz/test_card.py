"""A flash card is judged by whoever turned it; its back is on the page, since it is no secret."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import QueryDict
from pydantic import ValidationError

from quiz.grading import grade
from quiz.questions import parse, type_of
from quiz.questions.card import Card
from quiz.questions.feedback import NotAnAnswer, NothingGiven
from tests.quiz.placing import card


def question(**changes: Any) -> Card:
    parsed = parse({**card("front-1"), **changes})
    assert isinstance(parsed, Card)
    return parsed


@pytest.mark.parametrize(("judged", "mark"), [("missed", 0.0), ("partly", 0.5), ("knew", 1.0)])
def test_each_judgement_has_its_mark(judged: str, mark: float) -> None:
    feedback = grade(question(), type_of(question()).read(question(), QueryDict(f"judged={judged}")))
    assert (feedback.mark, feedback.remarks[0].why) == (mark, "The back of front-1.")


@pytest.mark.parametrize("given", ["", "x", None, 1, True, ["knew"], {"judged": "knew"}])
def test_whatever_is_no_judgement_is_no_answer(given: Any) -> None:
    with pytest.raises(NotAnAnswer):
        grade(question(), given)


def test_a_card_that_was_only_turned_is_not_judged() -> None:
    with pytest.raises(NothingGiven, match="whether you knew it"):
        type_of(question()).read(question(), QueryDict(""))


def test_a_card_needs_a_back() -> None:
    with pytest.raises(ValidationError):
        question(back=" ")


def test_it_can_only_be_recalled() -> None:
    assert list(type_of(question()).flaws(question())) == []
    flaws = list(type_of(question()).flaws(question(set="performance")))
    assert [place for place, _ in flaws] == [("set",)]


def test_what_was_said_is_shown_again() -> None:
    show = type_of(question()).show
    assert show(question(), 1, None, QueryDict())["judged"] == ""
    assert show(question(), 1, "partly", QueryDict())["judged"] == "Partly"
