"""A small trial of the many: the whole one is `python -m tests.quiz.ten_thousand`, or ANSWERS=10000 here."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.quiz.ten_thousand import Figures, half_written, trial

ANSWERS = int(os.environ.get("ANSWERS", "200"))


def check(found: Figures) -> None:
    assert found.acknowledged == found.stored == found.answers
    assert (found.lost, found.twice, found.changed, found.unacknowledged, found.half_written) == (0, 0, 0, 0, 0)
    assert found.retried > 0, "no kill met a request: the trial has shown nothing"


@pytest.mark.slow
def test_every_acknowledged_answer_outlives_every_kill_once(tmp_path: Path) -> None:
    check(trial(tmp_path, ANSWERS, learners=20, kills=2, seed=7))


def test_the_trial_sees_what_is_half_written() -> None:
    fine = ("a", 1, ["x", "y"], [("x", 1, "b", 0.0), ("y", 1, "b", 1.0)])
    assert list(half_written([fine, ("a", 2, ["x"], [])])) == []
    assert list(half_written([("a", 1, ["x"], [("z", 1, "b", 0.0)])]))
    assert list(half_written([("a", 1, ["x"], [])]))
    assert list(half_written([fine, ("a", 3, ["x"], [])]))
    assert list(half_written([("a", 1, ["x", "y"], [("x", 1, "b", 0.0)]), ("a", 2, ["x"], [])]))
    assert list(half_written([("a", 1, ["x"], [("x", 1, "b", 0.3)])]))
