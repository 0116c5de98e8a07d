from typing import Any

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from quiz.grading import grade
from quiz.questions import UnknownType, ValidationError, choice, parse
from quiz.questions.choice import Choice
from quiz.questions.feedback import NotAnAnswer, NothingGiven
from tests.quiz import questions as made


def question(**more: Any) -> Choice:
    found = parse(made.choice("hold-1", right="b", **more))
    assert isinstance(found, Choice)
    return found


@given(st.sampled_from("abc"))
def test_the_right_option_earns_the_mark_and_any_other_none(option: str) -> None:
    feedback = grade(question(), option)
    assert feedback.mark == (1.0 if option == "b" else 0.0)
    assert feedback.right is (option == "b")


@given(st.sampled_from("abc"))
def test_the_reason_is_that_of_the_chosen_option(option: str) -> None:
    (remark,) = grade(question(), option).remarks
    assert (remark.part, remark.why) == (option, f"Because of hold-1 {option}.")
    assert remark.misconception == ("async-is-faster" if option == "b" else None)


anything = st.one_of(st.text(), st.none(), st.integers(), st.floats(), st.booleans(), st.lists(st.text()))


@given(anything.filter(lambda value: value not in ("a", "b", "c")))
def test_whatever_is_none_of_the_options_is_no_answer(value: Any) -> None:
    with pytest.raises(NotAnAnswer):
        grade(question(), value)


@pytest.mark.parametrize("form", ["", "option=", "other=a"])
def test_a_form_without_an_option_gives_nothing(form: str) -> None:
    with pytest.raises(NothingGiven, match="Choose one of the options"):
        choice.read(question(), QueryDict(form))


def test_of_a_field_sent_twice_the_last_counts_as_in_every_form() -> None:
    assert choice.read(question(), QueryDict("option=a&option=c")) == "c"


@given(st.integers(0, 2**63 - 1))
def test_options_are_shuffled_by_the_seed_and_none_is_lost(seed: int) -> None:
    first, again = question().arranged(seed), question().arranged(seed)
    assert first == again
    assert sorted(option.id for option in first) == ["a", "b", "c"]


def test_every_order_occurs() -> None:
    orders = {tuple(option.id for option in question().arranged(seed)) for seed in range(200)}
    assert len(orders) == 6


@given(st.integers(0, 2**63 - 1))
def test_pinned_options_stay_last_as_they_were_written(seed: int) -> None:
    options = made.choice("x")["options"]
    for name in "de":
        options.append({"id": name, "text": f"pinned {name}", "why": "It is.", "pinned": True})
    assert [option.id for option in question(options=options).arranged(seed)][3:] == ["d", "e"]


def test_before_the_answer_nothing_is_marked_as_chosen() -> None:
    assert not any(option.chosen for option in choice.show(question(), 1, None, QueryDict())["options"])
    assert [option.id for option in choice.show(question(), 1, "a", QueryDict())["options"] if option.chosen] == ["a"]


def test_a_choice_with_no_right_option_or_two_cannot_be_asked() -> None:
    options = made.choice("x")["options"]
    none = question(options=[{**option, "correct": False} for option in options])
    two = question(options=[{**option, "correct": option["id"] != "a"} for option in options])
    assert list(choice.flaws(question())) == []
    assert [loc for loc, _ in choice.flaws(none)] == [("options",)]
    assert [loc for loc, _ in choice.flaws(two)] == [("options", 2)]


@pytest.mark.parametrize(
    "change",
    [
        {"options": [{"id": "a", "text": "one"}]},
        {"id": "Not Kebab"},
        {"rev": 0},
        {"prompt": "  "},
        {"stimulus": {"program": "a.py", "text": "both"}},
        {"stimulus": {"text": "x", "language": "klingon"}},
        {"surprise": 1},
    ],
)
def test_what_a_question_cannot_be_is_refused_when_it_is_read(change: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        question(**change)


def test_an_unknown_type_is_named() -> None:
    with pytest.raises(UnknownType, match="'essay'"):
        parse({"type": "essay"})
    with pytest.raises(UnknownType):
        parse("a text")


def test_a_question_survives_the_way_through_an_attempts_json() -> None:
    asked = question(stimulus={"text": "x = 1", "language": "python"}, lab={"scenario": "s", "clients": 9})
    assert parse(asked.model_dump(mode="json", exclude_defaults=True)) == asked
