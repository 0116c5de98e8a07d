from typing import Any

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from quiz.grading import grade
from quiz.questions import chart, parse
from quiz.questions.chart import Chart
from quiz.questions.feedback import NotAnAnswer
from tests.quiz import types


def question(**more: Any) -> Chart:
    found = parse(types.chart("c-1", **more))
    assert isinstance(found, Chart)
    return found


def with_options(**held: Any) -> list[dict[str, Any]]:
    options = types.chart("c-1")["options"]
    return [{**{k: v for k, v in option.items() if k not in ("lanes", "bar", "curve")}, **held} for option in options]


@given(st.sampled_from("abc"))
def test_the_right_picture_earns_the_mark(option: str) -> None:
    assert grade(question(), option).mark == (option == "a")
    with pytest.raises(NotAnAnswer):
        grade(question(), option * 2)


@given(st.integers(0, 2**63 - 1))
def test_every_option_has_its_own_picture_whatever_the_order(seed: int) -> None:
    shown = chart.show(question(), seed, None, QueryDict())["options"]
    assert len({picture for _, picture in shown}) == 3
    again = {option.id: picture for option, picture in chart.show(question(), seed + 1, None, QueryDict())["options"]}
    assert {option.id: picture for option, picture in shown} == again


def test_lanes_are_drawn_in_the_language_of_time() -> None:
    pictures = [picture for _, picture in chart.show(question(), 1, None, QueryDict())["options"]]
    assert all('data-kind="waiting"' in picture for picture in pictures)
    assert all("aria-hidden" in picture for picture in pictures)


def test_bars_and_curves_are_drawn_to_their_axes() -> None:
    bars = question(options=with_options(bar=50.0), end=100)
    assert 'width="50.00%"' in chart.show(bars, 1, None, QueryDict())["options"][0][1]
    curves = question(options=with_options(curve=[[0, 0], [100, 10]]), end=100, top=10, unit_y="s")
    assert 'points="0.0,120.0 320.0,0.0"' in chart.show(curves, 1, None, QueryDict())["options"][0][1]


@pytest.mark.parametrize(
    "change",
    [
        {"unit": "clients"},
        {"options": with_options()},
        {"options": with_options(bar=5.0, curve=[[0, 0]])},
        {"options": with_options(bar=5000.0)},
        {"options": with_options(curve=[[0, 0], [5000, 1]])},
        {"options": with_options(lanes=[{"label": "x", "spans": [[0, 5000, "waiting"]]}])},
        {"options": [*with_options(bar=5.0)[:2], types.chart("c")["options"][2]]},
        {"options": [{**option, "correct": True} for option in types.chart("c")["options"]]},
    ],
)
def test_what_cannot_be_drawn_is_a_flaw(change: dict[str, Any]) -> None:
    assert any(chart.flaws(question(**change)))
    assert not any(chart.flaws(question()))
