from typing import Any

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from quiz.grading import grade
from quiz.questions import ValidationError, number, parse
from quiz.questions.feedback import NotAnAnswer, Unreadable
from quiz.questions.number import Number, Tolerance
from tests.quiz import types

finite = st.floats(-1e9, 1e9, allow_nan=False)


def question(**more: Any) -> Number:
    found = parse(types.number("n-1", **more))
    assert isinstance(found, Number)
    return found


def read(text: str, **more: Any) -> Any:
    return number.read(question(**more), QueryDict(f"value={text.replace('+', '%2B')}"))


@given(finite, finite, st.floats(0, 1))
def test_a_figure_counts_within_its_tolerance_and_nowhere_else(value: float, right: float, share: float) -> None:
    width = share * abs(right)
    answer = {"value": value, "typed": str(value)}
    asked = question(value=right, tolerance={"relative": share}, slips=[])
    off = abs(value - right)
    if off <= width:
        assert grade(asked, answer).mark == 1
    if off > width + 1e-6 * max(1, abs(value), abs(right)):
        assert grade(asked, answer).mark == 0


@given(finite, st.floats(0, 1e6))
def test_the_edge_of_an_absolute_tolerance_counts_whatever_the_rounding(right: float, width: float) -> None:
    assert Tolerance(absolute=width).holds(right + width, right)
    assert Tolerance(absolute=width).holds(right - width, right)


@pytest.mark.parametrize(
    ("typed", "value"),
    [("12.5", 12.5), ("12,5", 12.5), (" 12.5  s ", 12.5), ("12500ms", 12.5), ("1.25e1", 12.5), ("-3", -3), ("+3 s", 3)],
)
def test_what_people_type_is_read(typed: str, value: float) -> None:
    assert read(typed)["value"] == pytest.approx(value)


@given(finite)
def test_every_number_that_python_writes_is_read(value: float) -> None:
    text = f"{value:.6f}"
    assert read(text)["value"] == pytest.approx(value, abs=1e-6)


@pytest.mark.parametrize(
    "typed", ["twelve", "12.5.5", "nan", "inf", "1e400", "12 parsecs", "0x10", "١٢", "12 5", "--1"]
)
def test_what_is_no_number_says_what_would_be(typed: str) -> None:
    with pytest.raises(Unreadable, match=r"such as|unit"):
        read(typed)


def test_a_thousand_with_a_comma_is_asked_for_without() -> None:
    with pytest.raises(Unreadable, match="decimal point"):
        read("12,500")


def test_a_known_slip_has_its_own_reason_and_misconception() -> None:
    (remark,) = grade(question(), read("500 ms")).remarks
    assert (remark.why, remark.misconception) == ("Because of n-1 slip.", "async-is-faster")
    assert grade(question(), read("99")).remarks[0].why == "Because of n-1 b."


@pytest.mark.parametrize(
    "answer",
    [
        {"value": "12.5", "typed": "12.5"},
        {"value": True, "typed": "1"},
        {"value": float("nan"), "typed": "1"},
        {"value": 1},
    ],
)
def test_what_is_no_finite_number_is_no_answer(answer: Any) -> None:
    with pytest.raises(NotAnAnswer):
        grade(question(), answer)


@pytest.mark.parametrize("tolerance", [{}, {"absolute": 1, "relative": 1}, {"absolute": -1}])
def test_a_tolerance_is_one_width(tolerance: Any) -> None:
    with pytest.raises(ValidationError):
        question(tolerance=tolerance)


def test_a_slip_that_would_count_as_right_is_a_flaw() -> None:
    assert [loc for loc, _ in number.flaws(question(slips=[{"value": 12.6, "why": "x"}]))] == [("slips", 0, "value")]
    assert [loc for loc, _ in number.flaws(question(units={"ms": 0}))] == [("units", "ms")]


def test_the_tolerance_is_stated_before_the_answer() -> None:
    assert "within 2 %" in number.credit(question())
    assert "within 0.5 s" in number.credit(question(tolerance={"absolute": 0.5}))


def test_what_was_typed_stands_in_the_form_again() -> None:
    assert number.show(question(), 1, None, QueryDict("value=twelve"))["typed"] == "twelve"
