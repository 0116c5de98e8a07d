"""What is due by the learner's own clock, and in which order it is asked."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.review.queue import Waiting, day_of, due_cards, forecast, interleaved

BERLIN = ZoneInfo("Europe/Berlin")


def waiting(due: datetime, name: str = "q", **more: bool) -> Waiting:
    return Waiting(name, "hold", due, **more)


@pytest.mark.parametrize(
    ("zone", "due"), [("UTC", False), ("Europe/Berlin", False), ("Asia/Tokyo", True), ("America/Los_Angeles", False)]
)
def test_a_card_is_due_from_midnight_where_its_learner_is(zone: str, due: bool) -> None:
    # 16:00 UTC is 01:00 of the next day in Tokyo: there the card's day has begun.
    now, when = datetime(2026, 5, 3, 16, tzinfo=UTC), datetime(2026, 5, 4, 10, tzinfo=UTC)
    assert waiting(when).is_due(now, ZoneInfo(zone)) is due


@pytest.mark.parametrize(
    ("night", "hours"), [(date(2026, 3, 29), 23), (date(2026, 10, 25), 25)], ids=["clock forward", "clock back"]
)
def test_a_day_on_which_the_clock_is_changed_begins_and_ends_at_midnight(night: date, hours: int) -> None:
    begins = datetime(night.year, night.month, night.day, tzinfo=BERLIN).astimezone(UTC)
    second, length = timedelta(seconds=1), timedelta(hours=hours)
    last_of_day = waiting(begins + length - second)
    first_of_next = waiting(begins + length)
    for now in (begins, begins + timedelta(hours=3), begins + length - second):
        assert [card.is_due(now, BERLIN) for card in (last_of_day, first_of_next)] == [True, False]
    assert not last_of_day.is_due(begins - second, BERLIN)
    assert first_of_next.is_due(begins + length, BERLIN)
    days = forecast([last_of_day, first_of_next], begins, BERLIN, 3)
    assert days == [(night, 1), (night + timedelta(days=1), 1), (night + timedelta(days=2), 0)]


def test_where_the_clock_skips_midnight_the_day_begins_when_it_does() -> None:
    cairo = ZoneInfo("Africa/Cairo")  # on 24 April 2026, 00:00 became 01:00
    skip = datetime(2026, 4, 23, 22, tzinfo=UTC)
    card = waiting(datetime(2026, 4, 24, 12, tzinfo=UTC))
    assert day_of(skip, cairo) == date(2026, 4, 24)
    assert [card.is_due(skip - timedelta(seconds=1), cairo), card.is_due(skip, cairo)] == [False, True]


def test_a_step_of_minutes_is_due_at_its_minute() -> None:
    now = datetime(2026, 5, 3, 16, tzinfo=UTC)
    card = waiting(now + timedelta(minutes=10), by_the_minute=True)
    assert [card.is_due(now, UTC), card.is_due(card.due, UTC)] == [False, True]


def test_a_question_that_was_corrected_is_due_at_once() -> None:
    now = datetime(2026, 5, 3, 16, tzinfo=UTC)
    card = waiting(now + timedelta(days=30), changed=True)
    assert card.is_due(now, UTC)
    assert forecast([card], now, UTC, 1)[0][1] == 1


def test_the_forecast_puts_what_is_overdue_on_today_and_leaves_out_what_is_far() -> None:
    now = datetime(2026, 5, 3, 16, tzinfo=UTC)
    cards = [waiting(now + timedelta(days=days)) for days in (-9, 0, 1, 1, 13, 14, 40)]
    assert [many for _, many in forecast(cards, now, UTC, 14)] == [2, 2, *[0] * 11, 1]


def test_the_longest_overdue_is_first() -> None:
    now = datetime(2026, 5, 3, 16, tzinfo=UTC)
    cards = [waiting(now - timedelta(days=days), f"q-{days}") for days in (1, 3, 2)]
    assert [card.question for card in due_cards(cards, now, UTC)] == ["q-3", "q-2", "q-1"]


@given(st.lists(st.sampled_from("abcd"), max_size=14), st.sampled_from(["", "a", "b"]))
def test_no_objective_comes_twice_in_a_row_where_that_is_possible(objectives: list[str], last: str) -> None:
    when = datetime(2026, 5, 3, tzinfo=UTC)
    cards = [Waiting(f"q-{place}", objective, when) for place, objective in enumerate(objectives)]
    order = interleaved(cards, last)
    assert sorted(card.question for card in order) == sorted(card.question for card in cards)
    most, count = Counter(objectives).most_common(1)[0] if objectives else ("", 0)
    others = len(objectives) - count
    if all(many <= len(objectives) - many + (name != last) for name, many in Counter(objectives).items()):
        assert all(one != two for one, two in pairwise([last, *(card.objective for card in order)]))
    else:
        # As few as can be: what is left of the greatest once the others have parted it.
        twice = sum(one == two for one, two in pairwise([last, *(card.objective for card in order)]))
        assert twice == count - others - (most != last)
