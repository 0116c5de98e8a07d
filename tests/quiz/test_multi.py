from typing import Any

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from quiz.grading import grade
from quiz.questions import ValidationError, multi, parse
from quiz.questions.feedback import NotAnAnswer, NothingGiven
from quiz.questions.multi import Multi
from tests.quiz import types

CREDITS = st.sampled_from(list(multi.CREDIT))
ticks = st.sets(st.sampled_from("abcd"), min_size=1)


def question(credit: str = "exact", **more: Any) -> Multi:
    found = parse(types.multi("m-1", credit=credit, **more))
    assert isinstance(found, Multi)
    return found


@given(CREDITS, ticks)
def test_the_mark_is_whole_for_the_right_ones_and_for_nothing_else(credit: str, ticked: set[str]) -> None:
    feedback = grade(question(credit), sorted(ticked))
    assert 0 <= feedback.mark <= 1
    assert feedback.right == (ticked == {"a", "b"})


@given(ticks)
def test_exact_knows_no_parts(ticked: set[str]) -> None:
    assert grade(question("exact"), sorted(ticked)).mark in (0.0, 1.0)


@given(ticks)
def test_proportional_gives_for_right_ones_and_takes_for_wrong_ones(ticked: set[str]) -> None:
    balance = len(ticked & {"a", "b"}) - len(ticked & {"c", "d"})
    assert grade(question("proportional"), sorted(ticked)).mark == max(0, balance) / 2


@given(ticks)
def test_proportional_correct_counts_every_decision(ticked: set[str]) -> None:
    decided = sum((option in ticked) == (option in "ab") for option in "abcd")
    assert grade(question("proportional_correct"), sorted(ticked)).mark == decided / 4


@given(CREDITS, ticks)
def test_a_right_tick_more_never_lowers_the_mark(credit: str, ticked: set[str]) -> None:
    before = grade(question(credit), sorted(ticked)).mark
    for option in "ab":
        assert grade(question(credit), sorted(ticked | {option})).mark >= before


@given(ticks)
def test_each_tick_gets_its_own_reason_and_what_was_left_out_is_counted(ticked: set[str]) -> None:
    feedback = grade(question(), sorted(ticked))
    assert {remark.part for remark in feedback.remarks} == ticked
    assert bool(feedback.note) == bool({"a", "b"} - ticked)


@pytest.mark.parametrize("given_", [None, "a", [], ["a", "a"], ["z"], [1], {"a": "b"}, 1.5, [["a"]]])
def test_what_is_no_list_of_its_options_is_no_answer(given_: Any) -> None:
    with pytest.raises(NotAnAnswer):
        grade(question(), given_)


def test_the_form_is_read_in_the_questions_order() -> None:
    assert multi.read(question(), QueryDict("option=c&option=a&option=c")) == ["a", "c"]
    with pytest.raises(NothingGiven):
        multi.read(question(), QueryDict("option="))
    with pytest.raises(NotAnAnswer):
        grade(question(), multi.read(question(), QueryDict("option=a&option=z")))


def test_what_a_part_earns_is_always_stated() -> None:
    with pytest.raises(ValidationError):
        question("as you like")
    assert all(multi.credit(question(credit)) for credit in multi.CREDIT)


def test_without_a_right_option_it_cannot_be_asked() -> None:
    options = [{**option, "correct": False} for option in types.multi("m")["options"]]
    assert len(list(multi.flaws(question(options=options)))) == 1
    assert list(multi.flaws(question())) == []
