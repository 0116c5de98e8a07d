"""An answer to a question that was due: an attempt with one question, in the set `review`, with its response."""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from learners.models import Learner
from quiz import attempts, refusal
from quiz.drawing import seed_of
from quiz.models import Attempt
from quiz.pool import Pool
from quiz.questions import Question, type_of
from quiz.questions.feedback import Fields, NotAnAnswer, NothingGiven, Unreadable
from quiz.review import refusal as review_refusal
from quiz.review.models import Card, Review
from quiz.sets import REVIEW


@dataclass(frozen=True)
class Sent:
    """The form: which question, at which rev and turn of its card, and how many hints had been opened."""

    question: str
    rev: int
    turn: int
    hints: int
    fields: Fields


def seed_of_turn(learner_id: UUID, question_id: str, turn: int) -> int:
    """The order of the options: another one each time, and the same when the page is read again."""
    return seed_of(learner_id, f"review/{question_id}", turn)


def answer(learner_id: UUID, asked: tuple[Pool, Question] | None, sent: Sent) -> Review:
    """Saves the answer, once: the review that it made, or that an earlier post of the same turn has made.

    Raises Refused: for what is no answer, for a question that is not there, and when a different answer was first.
    """
    with transaction.atomic():
        Learner.keep(learner_id)
        card = Card.objects.filter(learner_id=learner_id, question_id=sent.question).first()
        if card is None or asked is None or sent.turn > card.turn:
            raise review_refusal.no_such_card()
        pool, question = asked
        if sent.turn < card.turn:
            return repeated(card, sent)
        if sent.rev != question.rev:
            raise refusal.questions_changed()
        place = Attempt.objects.filter(learner_id=learner_id, lesson=pool.lesson, question_set=REVIEW)
        number = 1 + (place.aggregate(last=Max("number"))["last"] or 0)
        seed = seed_of_turn(learner_id, question.id, sent.turn)
        attempt = attempts.begin(card.learner, pool.lesson, number, seed, [question], REVIEW)
        response, _ = attempts.respond(attempt, question, sent.fields, hinted=sent.hints > 0)
        return Review.objects.select_related("card", "response__attempt").get(response=response)


def repeated(card: Card, sent: Sent) -> Review:
    """The review that the turn has had. Raises Refused where it was another answer."""
    reviews = Review.objects.select_related("card", "response__attempt")
    review = reviews.filter(card=card, turn=sent.turn, response__attempt__question_set=REVIEW).first()
    if review is None:
        raise review_refusal.no_such_card()
    question = attempts.sheet_of(review.response.attempt).questions[0]
    try:
        same = type_of(question).read(question, sent.fields) == review.response.given
    except (NothingGiven, Unreadable, NotAnAnswer):
        same = False
    if not same:
        raise AlreadyAnswered(review)
    return review


class AlreadyAnswered(refusal.Refused):
    """A different answer was first: it is shown."""

    def __init__(self, review: Review) -> None:
        first = refusal.first_is_kept()
        super().__init__(first.status, first.title, first.words)
        self.review = review


def found(learner_id: UUID, key: UUID) -> Review | None:
    """The learner's review of that key; nobody sees another's."""
    reviews = Review.objects.select_related("card", "response__attempt").prefetch_related(
        "response__attempt__responses"
    )
    return reviews.filter(card__learner_id=learner_id, key=key).first()
