"""A due time as people say it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from quiz.review.picture import picture
from quiz.review.words import due

NOW = datetime(2026, 12, 30, 22, tzinfo=UTC)


@pytest.mark.parametrize(
    ("after", "words"),
    [
        (timedelta(0), "now"),
        (timedelta(hours=1), "today"),
        (timedelta(hours=3), "tomorrow"),
        (timedelta(days=1), "tomorrow"),
        (timedelta(days=2), "in 2 days, on Friday 1 January 2027"),
        (timedelta(days=40), "in 40 days, on Monday 8 February 2027"),
    ],
)
def test_a_day_is_named_by_how_far_it_is(after: timedelta, words: str) -> None:
    assert due(NOW + after, False, NOW, UTC) == words


def test_it_is_the_day_of_the_learner() -> None:
    assert due(NOW + timedelta(hours=1), False, NOW, ZoneInfo("Europe/Paris")) == "tomorrow"


@pytest.mark.parametrize(("seconds", "words"), [(1, "in 1 minute"), (60, "in 1 minute"), (61, "in 2 minutes")])
def test_minutes_are_rounded_up(seconds: int, words: str) -> None:
    assert due(NOW + timedelta(seconds=seconds), True, NOW, UTC) == words


def test_the_greatest_bar_fills_the_room_and_an_empty_day_has_none() -> None:
    days = [(date(2026, 3, 1 + day), count) for day, count in enumerate([2, 0, 8, 4])]
    drawn = picture(days)
    assert [bar.height for bar in drawn.bars] == [24.0, 0.0, 96.0, 48.0]
    assert all(bar.y + bar.height == drawn.base for bar in drawn.bars)
    assert (
        drawn.summary
        == "14 reviews within 4 days, 2 of them before today ends. The most come in 2 days, on Tuesday 3 March: 8."
    )
    assert picture([(day, 0) for day, _ in days]).summary == "Nothing comes within 4 days."
