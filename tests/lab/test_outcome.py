"""Bet, prediction and measurement side by side."""

from typing import Any

import pytest

from lab.outcome import outcome
from lab.words import times


def run_line() -> dict[str, Any]:
    predicted = {"sync": 8.0, "async": 200.0}
    return {
        "variants": [
            {"name": name, "label": name, "predicted": {"throughput_per_s": rate, "words": "X = 4 / 0.5 s"}}
            for name, rate in predicted.items()
        ]
    }


def done_line(ratio: float | None = 23.4, holds: bool = True) -> dict[str, Any]:
    laws = [{"name": "Little's law", "holds": holds, "value": 99.0, "bound": 100.0, "words": "X R = 99"}]
    return {
        "verdict": "VALID",
        "reasons": ["calm"],
        "sentence": "One sentence.",
        "ratio": ratio and {"of": "throughput_per_s", "variant": "async", "against": "sync", "value": ratio},
        "variants": [{"name": name, "samples": n, "laws": laws} for name, n in (("sync", 48), ("async", 1173))],
    }


def test_bet_prediction_and_measurement_stand_on_one_axis_in_order_of_size() -> None:
    plot = outcome(run_line(), done_line(), bet=10.0).plot
    assert plot is not None
    assert [mark.kind for mark in plot.marks] == ["bet", "predicted", "measured"]
    assert [mark.value for mark in plot.marks] == [10.0, 25.0, 23.4]
    bet, predicted, measured = (mark.x for mark in plot.marks)
    assert plot.left < bet < measured < predicted < plot.right
    assert [label for _, label in plot.ticks] == ["1×", "10×", "100×"]


def test_a_run_without_a_bet_has_no_mark_for_it() -> None:
    plot = outcome(run_line(), done_line()).plot
    assert plot is not None
    assert [mark.kind for mark in plot.marks] == ["predicted", "measured"]


@pytest.mark.parametrize("bet", [0.02, 5000.0])
def test_the_axis_reaches_as_far_as_the_wildest_bet(bet: float) -> None:
    plot = outcome(run_line(), done_line(), bet=bet).plot
    assert plot is not None
    assert all(plot.left <= mark.x <= plot.right for mark in plot.marks)


@pytest.mark.parametrize("ratio", [None, 0.0])
def test_a_run_without_a_ratio_has_no_plot(ratio: float | None) -> None:
    assert outcome(run_line(), done_line(ratio)).plot is None


def test_a_p99_of_few_answers_is_known_as_such() -> None:
    assert [row.few for row in outcome(run_line(), done_line()).rows] == [True, False]


def test_broken_laws_are_counted() -> None:
    assert outcome(run_line(), done_line()).broken == 0
    assert outcome(run_line(), done_line(holds=False)).broken == 2


@pytest.mark.parametrize(
    ("value", "words"), [(0.5, "0.5 times"), (1.234, "1.2 times"), (23.4, "23 times"), (1500, "1,500 times")]
)
def test_ratios_are_said_in_few_digits(value: float, words: str) -> None:
    assert times(value) == words
