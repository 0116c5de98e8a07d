from typing import Any

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from quiz.grading import grade
from quiz.questions import match, parse
from quiz.questions.feedback import NotAnAnswer, Unreadable
from quiz.questions.match import Match
from tests.quiz import types

chosen = st.fixed_dictionaries({key: st.sampled_from("abcx") for key in "abc"})


def question(**more: Any) -> Match:
    found = parse(types.match("m-1", **more))
    assert isinstance(found, Match)
    return found


@given(chosen)
def test_each_pair_counts_its_share(answer: dict[str, str]) -> None:
    feedback = grade(question(), answer)
    right = sum(answer[key] == key for key in "abc")
    assert feedback.mark == (1.0 if right == 3 else right / 3)
    assert [remark.right for remark in feedback.remarks] == [answer[key] == key for key in "abc"]


@given(chosen)
def test_the_form_is_read_as_it_was_chosen(answer: dict[str, str]) -> None:
    form = "&".join(f"pair-{key}={match.token(value)}" for key, value in answer.items())
    assert match.read(question(), QueryDict(form)) == answer


def test_what_reads_the_same_is_one_choice_and_right_for_both() -> None:
    pairs = [{"id": key, "left": f"left {key}", "right": "the same", "why": "Because."} for key in "ab"]
    asked = question(pairs=[*pairs, {"id": "c", "left": "left c", "right": "another", "why": "Because."}], extra=[])
    assert len(asked.choices) == 2
    assert grade(asked, {"a": "a", "b": "a", "c": "c"}).right


def test_a_missing_partner_is_said() -> None:
    with pytest.raises(Unreadable, match="partner"):
        match.read(question(), QueryDict(f"pair-a={match.token('a')}"))


def test_the_page_calls_no_choice_by_the_id_of_its_pair() -> None:
    """Whoever reads the page's source finds no answer in it, and what it does not offer is no answer."""
    asked = question()
    assert not {name for name, _ in match.show(asked, 1, None, QueryDict())["choices"]} & set(asked.choices)
    with pytest.raises(NotAnAnswer):
        match.read(asked, QueryDict("pair-a=a&pair-b=b&pair-c=c"))


@pytest.mark.parametrize(
    "answer", [{"a": "a"}, {"a": "a", "b": "b", "c": "z"}, {"a": 1, "b": "b", "c": "c"}, ["a", "b", "c"]]
)
def test_what_does_not_pair_each_is_no_answer(answer: Any) -> None:
    with pytest.raises(NotAnAnswer):
        grade(question(), answer)


@given(st.integers(0, 2**63 - 1))
def test_the_choices_are_shuffled_and_none_is_lost(seed: int) -> None:
    shown = match.show(question(), seed, None, QueryDict())["choices"]
    assert sorted(name for name, _ in shown) == sorted(match.token(name) for name in "abcx")


@pytest.mark.parametrize(
    "change",
    [
        {"extra": [{"id": "a", "text": "elsewhere"}]},
        {"extra": [{"id": "y", "text": "right a"}]},
        {"pairs": [{"id": key, "left": "same", "right": key, "why": "x"} for key in "ab"]},
        {"pairs": [{"id": key, "left": key, "right": "same", "why": "x"} for key in "ab"], "extra": []},
    ],
)
def test_what_cannot_be_paired_is_a_flaw(change: dict[str, Any]) -> None:
    assert any(match.flaws(question(**change)))
    assert not any(match.flaws(question()))
