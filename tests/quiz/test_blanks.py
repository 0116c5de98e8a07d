from typing import Any

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from quiz.grading import grade
from quiz.questions import blanks, parse
from quiz.questions.blanks import Blanks
from quiz.questions.feedback import NotAnAnswer, Unreadable
from quiz.questions.known import code
from tests.quiz import types

typed = st.sampled_from(
    ["await", " await ", "gather", "asyncio.gather", "asyncio. gather", "yield", "wait", "x", "<b>"]
)


def question(**more: Any) -> Blanks:
    found = parse(types.blanks("b-1", **more))
    assert isinstance(found, Blanks)
    return found


@given(typed, typed)
def test_each_gap_counts_its_share(first: str, second: str) -> None:
    feedback = grade(question(), {"a": first, "b": second})
    right = (first.strip() == "await") + ("gather" in second)
    assert feedback.mark == right / 2
    assert [remark.right for remark in feedback.remarks] == [first.strip() == "await", "gather" in second]


@given(st.text(st.characters(codec="ascii", categories=["L", "N", "P"]), max_size=40))
def test_blanks_beside_signs_and_the_kind_of_quotes_do_not_count(text: str) -> None:
    spaced = "".join(f" {sign} " if not (sign.isalnum() or sign == "_") else sign for sign in text)
    assert code(spaced) == code(text)
    assert code(text.replace("'", '"')) == code(text)


def test_blanks_between_words_count() -> None:
    assert code("await  x") == code("await x") != code("awaitx")


def test_a_slip_has_its_own_reason() -> None:
    first, second = grade(question(), {"a": "yield", "b": "else"}).remarks
    assert first.why == "Because of b-1 a slip."
    assert second.why == "Because of b-1 b other."


@pytest.mark.parametrize(
    "answer", [{"a": "await"}, {"a": "x", "b": "y", "c": "z"}, {"a": 1, "b": "x"}, {"a": "", "b": ""}]
)
def test_what_does_not_fill_the_gaps_is_no_answer(answer: Any) -> None:
    with pytest.raises(NotAnAnswer):
        grade(question(), answer)


def test_a_gap_takes_one_short_line() -> None:
    with pytest.raises(Unreadable):
        blanks.read(question(), QueryDict("gap-a=" + "x" * 201))
    with pytest.raises(Unreadable):
        blanks.read(question(), QueryDict("gap-a=a%0Ab"))


def test_the_form_has_a_named_field_in_each_gap_and_says_nothing_of_what_is_right() -> None:
    form = blanks.show(question(), 1, None, QueryDict())["form"]
    assert form.count("<input") == 2
    assert 'aria-label="Gap 1"' in form
    assert "gather" not in form
    assert "{{" not in form


def test_what_was_typed_is_shown_as_text() -> None:
    evil = '"><script>alert(1)</script>'
    assert "<script" not in blanks.show(question(), 1, None, QueryDict(f"gap-a={evil}"))["form"]
    assert "<script" not in blanks.show(question(), 1, {"a": evil, "b": "x"}, QueryDict())["told"]


def test_what_was_typed_is_never_taken_for_a_gap() -> None:
    html = blanks.show(question(), 1, None, QueryDict("gap-a=gap__1__&gap-b=x"))["form"]
    assert html.count("<input") == 2
    assert 'value="gap__1__"' in html


def test_the_whole_program_has_the_first_accepted_texts() -> None:
    assert "replies = await gather(news(), prices())" in question().whole


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"code": "x = {{a}}"}, ("gaps", 1, "id")),
        ({"code": "{{a}} {{b}} {{c}}"}, ("code",)),
        ({"code": "{{a}} {{a}} {{b}}"}, ("gaps", 0, "id")),
    ],
)
def test_gaps_and_code_name_each_other(change: dict[str, Any], place: tuple[Any, ...]) -> None:
    assert [loc for loc, _ in blanks.flaws(question(**change))] == [place]


def test_a_slip_that_would_count_as_right_is_a_flaw() -> None:
    gaps = types.blanks("b")["gaps"]
    gaps[0]["slips"][0]["accepted"] = ["await "]
    assert [loc for loc, _ in blanks.flaws(question(gaps=gaps))] == [("gaps", 0, "slips", 0)]
