"""The grades of our cards are those of the fsrs package, whatever was answered and when."""

from __future__ import annotations

import random
from datetime import UTC, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from fsrs import Card, Rating, Scheduler

from quiz.review.scheduling import fresh, graded, rating_of, scheduler
from tests.quiz.review.reviewing import NOON, answered, card, question

RATINGS = {Rating.Again: (False, False), Rating.Hard: (True, True), Rating.Good: (True, False)}


@pytest.mark.django_db
def test_a_hundred_histories_are_scheduled_as_the_package_schedules_them() -> None:
    chance = random.Random(20260302)
    ten = timedelta(minutes=10)
    package = Scheduler(learning_steps=[ten], relearning_steps=[ten], enable_fuzzing=False)
    for _ in range(100):
        learner_id, when, theirs = uuid4(), NOON, Card(card_id=1, due=NOON)
        for _ in range(chance.randint(1, 8)):
            rating = chance.choice(list(RATINGS))
            right, helped = RATINGS[rating]
            theirs, _ = package.review_card(theirs, rating, when)
            answered(learner_id, question(), right, when, helped)
            ours = card(learner_id)
            assert ours.due == theirs.due
            assert (ours.state["stability"], ours.state["difficulty"]) == (theirs.stability, theirs.difficulty)
            # Sometimes at once, sometimes early, mostly when it is due or some days late.
            when = chance.choice([when + ten, theirs.due, theirs.due + timedelta(days=chance.random() * 9)])


@pytest.mark.parametrize(
    ("mark", "helped", "rating"),
    [(0.0, False, "Again"), (0.5, False, "Again"), (1.0, True, "Hard"), (1.0, False, "Good"), (0.0, True, "Again")],
)
def test_the_answer_is_the_grade(mark: float, helped: bool, rating: str) -> None:
    assert rating_of(mark, helped).name == rating


def test_right_at_first_comes_back_after_days_and_wrong_after_ten_minutes() -> None:
    good = Card.from_dict(graded(fresh(NOON), Rating.Good, NOON))
    again = Card.from_dict(graded(fresh(NOON), Rating.Again, NOON))
    assert good.due - NOON >= timedelta(days=2)
    assert again.due - NOON == timedelta(minutes=10)


def test_a_time_of_another_zone_is_the_same_moment() -> None:
    away = NOON.astimezone(ZoneInfo("Asia/Tokyo"))
    assert graded(fresh(away), Rating.Good, away) == graded(fresh(NOON), Rating.Good, NOON.astimezone(UTC))


def test_fuzzing_is_a_setting() -> None:
    assert not scheduler(False).enable_fuzzing
    assert scheduler(True).enable_fuzzing
