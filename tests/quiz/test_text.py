from typing import Any

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from quiz.grading import grade
from quiz.questions import parse, text
from quiz.questions.feedback import Unreadable
from quiz.questions.known import Known, matches, plain
from quiz.questions.text import Text
from quiz.words import inline
from tests.quiz import types


def question(**more: Any) -> Text:
    found = parse(types.text("t-1", **more))
    assert isinstance(found, Text)
    return found


@pytest.mark.parametrize(
    "typed", ["sync_to_async", "  Sync_To_Async. ", "`sync_to_async`", "“sync_to_async”", "sync_to_async( view )"]
)
def test_spellings_of_the_right_answer_are_right(typed: str) -> None:
    assert grade(question(), typed).right


@given(st.text(st.characters(categories=["L", "N", "P", "S", "Zs"]), min_size=1, max_size=200).filter(str.isprintable))
def test_case_blanks_and_quotation_marks_around_never_matter(typed: str) -> None:
    known = Known(accepted=(typed,)) if plain(typed) and typed.strip() else Known(accepted=("x",))
    if plain(typed):
        assert matches(known, f"  “{typed}” ")
        assert matches(known, typed)


def test_exact_keeps_the_case_apart() -> None:
    assert not grade(question(exact=True), "SYNC_TO_ASYNC").right
    assert text.credit(question(exact=True))


def test_no_pattern_can_hang() -> None:
    asked = question(answer={"accepted": ["x"], "patterns": ["(a+)+$", "(a|a)*b"]})
    assert not grade(asked, "a" * 199 + "!").right


def test_slips_have_their_reason_and_anything_else_the_general_one() -> None:
    assert grade(question(), "asyncio.run").remarks[0].why == "Because of t-1 slip."
    assert grade(question(), "threading").remarks[0].why == "Because of t-1 b."


def test_an_answer_is_short_and_of_one_line() -> None:
    with pytest.raises(Unreadable, match="200"):
        text.read(question(), QueryDict("value=" + "x" * 201))
    with pytest.raises(Unreadable):
        text.read(question(), QueryDict("value=a%00b"))
    assert text.read(question(), QueryDict("value=a%0A++b")) == "a b"


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"answer": {"accepted": [], "patterns": ["a"]}}, ("answer",)),
        ({"answer": {"accepted": ["a"], "patterns": ["("]}}, ("answer", "patterns", 0)),
        ({"slips": [{"accepted": ["SYNC_to_async"], "why": "x"}]}, ("slips", 0)),
        ({"slips": [{"patterns": ["["], "why": "x"}]}, ("slips", 0, "patterns", 0)),
        ({"slips": [{"why": "x"}]}, ("slips", 0)),
    ],
)
def test_what_cannot_be_asked_is_named(change: dict[str, Any], place: tuple[Any, ...]) -> None:
    assert [loc for loc, _ in text.flaws(question(**change))] == [place]


def test_what_was_typed_is_no_markup() -> None:
    assert inline(grade(question(), "__aenter__").remarks[0].text) == "__aenter__"
