from itertools import permutations
from typing import Any

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from quiz.grading import grade
from quiz.questions import order, parse
from quiz.questions.feedback import NotAnAnswer, Unreadable
from quiz.questions.order import Order, longest_run
from tests.quiz import types

orders = st.permutations("abcd")


def question(credit: str = "run", **more: Any) -> Order:
    found = parse(types.order("o-1", credit=credit, **more))
    assert isinstance(found, Order)
    return found


@given(orders, st.sampled_from(["run", "exact"]))
def test_the_right_order_and_no_other_is_right(given_: list[str], credit: str) -> None:
    feedback = grade(question(credit), given_)
    assert 0 <= feedback.mark <= 1
    assert feedback.right == ("".join(given_) == "abcd")


@given(orders)
def test_exact_knows_no_parts(given_: list[str]) -> None:
    assert grade(question("exact"), given_).mark in (0.0, 1.0)


@given(orders)
def test_the_mark_is_the_longest_stretch_that_follows_rightly(given_: list[str]) -> None:
    text = "".join(given_)
    stretches = [text[i:j] for i in range(4) for j in range(i + 1, 5)]
    longest = max(len(stretch) for stretch in stretches if stretch in "abcd")
    assert grade(question(), given_).mark == pytest.approx((longest - 1) / 3)
    assert longest_run(given_, "abcd") == longest


def test_only_orders_in_which_nothing_follows_earn_nothing() -> None:
    nothing = [p for p in permutations("abcd") if not any(pair in "".join(p) for pair in ("ab", "bc", "cd"))]
    assert all(grade(question(), p).mark == 0 for p in nothing)
    assert sum(grade(question(), p).mark == 0 for p in permutations("abcd")) == len(nothing)


@given(st.integers(0, 2**63 - 1))
def test_it_is_never_shown_in_the_right_order(seed: int) -> None:
    shown = [item.id for item in question().shuffled(seed)]
    assert sorted(shown) == list("abcd")
    assert shown != list("abcd")


@given(orders)
def test_places_are_read_as_an_order(given_: list[str]) -> None:
    form = "&".join(f"place-{item}={place}" for place, item in enumerate(given_, 1))
    assert order.read(question(), QueryDict(form)) == given_


@pytest.mark.parametrize("places", ["1123", "123", "1235", "0123", "123x"])
def test_two_in_one_place_is_said(places: str) -> None:
    form = "&".join(f"place-{item}={place}" for item, place in zip("abcd", places, strict=False))
    with pytest.raises(Unreadable, match="place of its own"):
        order.read(question(), QueryDict(form))


@pytest.mark.parametrize("answer", [["a", "b"], ["a", "a", "b", "c"], "abcd", ["a", "b", "c", 4], {"a": 1}])
def test_what_does_not_hold_each_item_once_is_no_answer(answer: Any) -> None:
    with pytest.raises(NotAnAnswer):
        grade(question(), answer)


def test_chosen_places_stand_in_the_form_again() -> None:
    rows = order.show(question(), 1, None, QueryDict("place-b=3"))["rows"]
    assert {row["id"]: row["place"] for row in rows} == {"a": "", "b": "3", "c": "", "d": ""}


def test_code_keeps_its_indent_and_is_shown_as_text() -> None:
    items = [{"id": key, "text": f"    <{key}>"} for key in "abc"]
    assert order.show(question(items=items, language="python"), 1, None, QueryDict())["right"][0].startswith("    ")
    assert "<a>" not in str(order.show(question(items=items), 1, None, QueryDict()))


@pytest.mark.parametrize(
    "change",
    [
        {"items": [{"id": key, "text": "same"} for key in "abc"]},
        {"items": [{"id": "a", "text": text} for text in "abc"]},
        {"language": "klingon"},
    ],
)
def test_an_order_that_cannot_be_told_is_a_flaw(change: dict[str, Any]) -> None:
    assert any(order.flaws(question(**change)))
    assert not any(order.flaws(question()))
