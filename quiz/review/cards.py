"""The cards of a learner: made and graded with each answer, wherever it was given, in the transaction that saves it.

A response grades its card once: the unique constraint on the review's response says whether it has, and only whoever
wrote that row moves the card. The learner's row is locked meanwhile (Learner.keep), so that cards are moved one by one.
"""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.dispatch import receiver
from django.utils import timezone
from fsrs import Rating

from learners.models import Learner
from quiz.answering import answered
from quiz.attempts import sheet_of
from quiz.models import Attempt, Response
from quiz.questions import Question, type_of
from quiz.review import refusal
from quiz.review.models import Card, Review
from quiz.review.scheduling import due_of, fresh, graded, rating_of
from quiz.sets import REVIEW, SETS


@receiver(answered)
def hear(
    sender: Any, *, attempt: Attempt, question: Question, response: Response, hinted: bool = False, **more: Any
) -> None:
    if type_of(question).recalled:
        grade(attempt, question, response, helped=hinted or missed_before(attempt, question))


def missed_before(attempt: Attempt, question: Question) -> bool:
    """Whether this is a second try: where each question is tried again by itself, whether it was missed the last time;
    else whether the attempt before, of the same set, missed this objective."""
    if attempt.question_set == REVIEW or attempt.number == 1:
        return False
    place = {"lesson": attempt.lesson, "question_set": attempt.question_set, "number__lt": attempt.number}
    earlier = Attempt.objects.filter(learner_id=attempt.learner_id, **place).order_by("-number")
    if attempt.question_set in SETS and not SETS[attempt.question_set].whole:
        tried = Response.objects.filter(attempt__in=earlier, question_id=question.id)
        last = tried.order_by("-attempt__number").first()
        return last is not None and last.mark < 1.0
    before = earlier.prefetch_related("responses", "hints").first()
    return before is not None and any(missed.objective == question.objective for missed in sheet_of(before).missed)


def grade(attempt: Attempt, question: Question, response: Response, helped: bool) -> None:
    """Moves the card of the question, made if it is not there yet; does nothing for a response that has graded it."""
    state = fresh(response.created)
    new = Card(
        learner_id=attempt.learner_id,
        question_id=question.id,
        lesson=attempt.lesson,
        objective=question.objective,
        rev=question.rev,
        state=state,
        due=due_of(state),
    )
    Card.objects.bulk_create([new], ignore_conflicts=True)
    card = Card.objects.get(learner_id=attempt.learner_id, question_id=question.id)
    rating = rating_of(response.mark, helped)
    review = Review(
        card=card, response=response, turn=card.turn, rating=rating, before=card.state, created=response.created
    )
    Review.objects.bulk_create([review], ignore_conflicts=True)
    if Review.objects.filter(key=review.key).exists():
        after = graded(card.state, rating, response.created)
        Card.objects.filter(pk=card.pk).update(
            state=after,
            due=due_of(after),
            turn=card.turn + 1,
            rev=question.rev,
            objective=question.objective,
            lesson=attempt.lesson,
        )


def last_review(learner_id: UUID) -> Review | None:
    """The last grade of all, be it undone or not."""
    reviews = Review.objects.filter(card__learner_id=learner_id).select_related("card", "response__attempt")
    return reviews.order_by("-created", "-pk").first()


def answered_cards(learner_id: UUID, missed_only: bool) -> list[Card]:
    """The cards of what was answered, or of what was missed at least once, in the order of the lessons' names."""
    found = Card.objects.filter(learner_id=learner_id)
    if missed_only:
        missed = Review.objects.filter(card__learner_id=learner_id, rating=Rating.Again, undone=None)
        found = found.filter(pk__in=missed.values("card"))
    return list(found.order_by("lesson", "question_id"))


def undo(learner_id: UUID, key: UUID) -> Card:
    """Takes the last grade back: the card is as it was before. The answer itself stays. Doing it twice does nothing.

    Raises Refused for any grade but the last one: what came after was built on it.
    """
    with transaction.atomic():
        if not Learner.objects.select_for_update(no_key=True).filter(pk=learner_id).exists():
            raise refusal.nothing_to_undo()
        review = last_review(learner_id)
        if review is None or review.key != key:
            raise refusal.nothing_to_undo()
        if Review.objects.filter(pk=review.pk, undone=None).update(undone=timezone.now()):
            Card.objects.filter(pk=review.card_id).update(state=review.before, due=due_of(review.before))
        return review.card
