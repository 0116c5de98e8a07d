"""Cards move once an answer, go back once an undo, and become one card where two learners become one."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from fsrs import Rating
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from learners import merging
from learners.models import Learner
from quiz import attempts
from quiz.models import Response
from quiz.refusal import Refused
from quiz.review import cards, preferences
from quiz.review.models import Card, Preference, Review
from quiz.review.standing import limit_of
from quiz.sets import PERFORMANCE
from tests.quiz.review.reviewing import NOON, answered, card, posted, question

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def test_an_answer_makes_a_card() -> None:
    learner_id = uuid4()
    answered(learner_id, question(), right=True)
    made = card(learner_id)
    assert (made.turn, made.rev, made.objective, made.lesson) == (1, 1, "hold", "tiny")
    assert made.due > NOON + DAY


def test_grading_the_same_response_again_does_nothing() -> None:
    learner_id = uuid4()
    response = answered(learner_id, question(), right=True)
    once = Card.objects.values().get()
    for _ in range(3):
        cards.grade(response.attempt, question(), response, helped=False)
    assert Card.objects.values().get() == once
    assert Review.objects.count() == 1


def in_quiz(learner_id: UUID, number: int, option: str, name: str = "", question_set: str = PERFORMANCE) -> None:
    asked = question(name or f"hold-{number}")
    attempt = attempts.begin(Learner.keep(learner_id), "tiny", number, 1, [asked], question_set)
    attempts.respond(attempt, asked, posted(option=option))


def test_a_right_answer_after_a_missed_attempt_is_a_hard_one() -> None:
    learner_id = uuid4()
    for number, option in enumerate("baa", 1):
        in_quiz(learner_id, number, option)
    ratings = [Review.objects.get(response__attempt__number=number).rating for number in (1, 2, 3)]
    assert ratings == [Rating.Again, Rating.Hard, Rating.Good]


def test_a_placed_question_is_tried_again_after_its_own_miss_whatever_was_tried_in_between() -> None:
    learner_id = uuid4()
    tries = [("hold-1", "b"), ("hold-2", "a"), ("hold-1", "a"), ("hold-2", "a"), ("hold-1", "a")]
    for number, (name, option) in enumerate(tries, 1):
        in_quiz(learner_id, number, option, name, "practice")
    ratings = [each.rating for each in Review.objects.order_by("response__attempt__number")]
    assert ratings == [Rating.Again, Rating.Good, Rating.Hard, Rating.Good, Rating.Good]


@pytest.mark.parametrize("option", ["", "none-of-these"])
def test_what_is_no_answer_moves_no_card(option: str) -> None:
    with pytest.raises(Refused):
        in_quiz(uuid4(), 1, option)
    assert not Card.objects.exists()


def test_the_last_grade_is_taken_back_once() -> None:
    learner_id = uuid4()
    answered(learner_id, question(), right=True)
    before = Card.objects.values("state", "due").get()
    answered(learner_id, question(), right=False, when=NOON + 3 * DAY)
    last = cards.last_review(learner_id)
    assert last
    for _ in range(3):
        cards.undo(learner_id, last.key)
    assert Card.objects.values("state", "due").get() == before
    assert (Response.objects.count(), Review.objects.filter(undone=None).count()) == (2, 1)
    assert card(learner_id).turn == 2


def test_only_the_last_grade_of_this_learner_can_be_taken_back() -> None:
    learner_id, other = uuid4(), uuid4()
    first = answered(learner_id, question(), right=True).review
    answered(learner_id, question("hold-2"), right=True, when=NOON + DAY)
    foreign = answered(other, question(), right=True).review
    for key in (first.key, foreign.key, uuid4()):
        with pytest.raises(Refused):
            cards.undo(learner_id, key)
    assert not Review.objects.exclude(undone=None).exists()


def test_a_card_that_only_one_had_comes_along() -> None:
    source, target = uuid4(), uuid4()
    answered(source, question(), right=True)
    before = card(source).state
    merging.hand_over(source, target)
    assert card(target).state == before
    assert Review.objects.get().response.attempt.learner_id == target


History = list[tuple[bool, bool, int, bool]]  # by whom (the source), right, after how many hours, of which question
HISTORIES = st.lists(
    st.tuples(st.booleans(), st.booleans(), st.integers(1, 200), st.booleans()), min_size=1, max_size=8
)


@given(HISTORIES)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_two_learners_become_one_who_has_answered_all_of_it(history: History) -> None:
    source, target, one = uuid4(), uuid4(), uuid4()
    when = NOON
    for by_source, right, hours, first in history:
        when += timedelta(hours=hours)
        asked = question("hold-1" if first else "hold-2")
        answered(source if by_source else target, asked, right, when)
        answered(one, asked, right, when)
    for _ in range(2):
        merging.hand_over(source, target)
    found, expected = (
        {each.question_id: (each.state, each.due, each.turn) for each in Card.objects.filter(learner_id=learner_id)}
        for learner_id in (target, one)
    )
    assert found == expected
    assert Review.objects.filter(card__learner_id=target).count() == len(history)
    last = cards.last_review(target)
    assert last
    cards.undo(target, last.key)
    assert card(target, last.card.question_id).state == last.before


def test_grades_that_were_taken_back_stay_so() -> None:
    source, target = uuid4(), uuid4()
    answered(target, question(), right=True)
    before = card(target).state
    key = answered(source, question(), right=False, when=NOON + DAY).review.key
    cards.undo(source, key)
    merging.hand_over(source, target)
    assert card(target).state == before


@pytest.mark.parametrize(("own", "limit"), [(None, 7), (9, 9)])
def test_the_limit_of_the_account_stays_and_else_comes_along(own: int | None, limit: int) -> None:
    source, target = uuid4(), uuid4()
    preferences.keep(source, 7)
    if own:
        preferences.keep(target, own)
    merging.hand_over(source, target)
    assert limit_of(target) == limit
    assert Preference.objects.count() == 1
