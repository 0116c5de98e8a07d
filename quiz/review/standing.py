"""How a learner's reviews stand at a moment: what is due, what was done today, what comes. Asks the database once each
for cards, log and preference."""

from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from uuid import UUID

from quiz import pool as pools
from quiz.pool import Pool
from quiz.questions import Question
from quiz.review.models import DAILY_LIMIT, Card, Preference, Review
from quiz.review.queue import Waiting, day_of, due_cards, forecast, interleaved
from quiz.review.scheduling import by_the_minute
from quiz.sets import REVIEW

DAYS = 14  # of the forecast
Asked = tuple[Pool, Question]


@dataclass(frozen=True)
class Standing:
    """`cards` are those whose question the course still has. `due` are all that are due, the longest overdue first;
    `queue` is what of them is asked today, in the order of asking."""

    cards: tuple[Waiting, ...]
    due: tuple[Waiting, ...]
    queue: tuple[Waiting, ...]
    done: int
    limit: int
    forecast: tuple[tuple[date, int], ...]

    @property
    def left_out(self) -> int:
        """Due, and put off by the daily limit."""
        return len(self.due) - len(self.queue)

    @property
    def next_due(self) -> Waiting | None:
        return min(self.cards, key=lambda card: card.due, default=None)


def asked_now(card: Card) -> Asked | None:
    """The card's question as the course asks it, None where it has left. It may run the programs of its lesson: not on
    the event loop, and not within a transaction."""
    pool = pools.pool(card.lesson)
    found = (question for question in pool.alone if question.id == card.question_id) if pool else iter(())
    question = next(found, None)
    return (pool, question) if pool and question else None


def waiting(card: Card) -> Waiting | None:
    """None where the lesson no longer has the question. One that has moved to another lesson is there again once it was
    answered there."""
    version = pools.versions(card.lesson).get(card.question_id)
    if version is None:
        return None
    changed = card.turn > 0 and card.rev != version.rev
    return Waiting(card.question_id, version.objective, card.due, by_the_minute(card.state), changed)


def limit_of(learner_id: UUID) -> int:
    preference = Preference.objects.filter(learner_id=learner_id).first()
    return preference.daily_limit if preference else DAILY_LIMIT


def standing(learner_id: UUID | None, now: datetime, zone: tzinfo) -> Standing:
    """Of a stranger nothing is known, and nothing is asked of the database."""
    if learner_id is None:
        return Standing((), (), (), 0, DAILY_LIMIT, tuple(forecast((), now, zone, DAYS)))
    rows = Card.objects.filter(learner_id=learner_id)
    cards = tuple(found for card in rows if (found := waiting(card)))
    reviews = Review.objects.filter(card__learner_id=learner_id, undone=None)
    asked = (
        reviews.filter(response__attempt__question_set=REVIEW).order_by("-created").values_list("created", flat=True)
    )
    limit = limit_of(learner_id)
    # More than the limit is never needed: those of today come first.
    done = sum(day_of(when, zone) == day_of(now, zone) for when in asked[:1000])
    last = reviews.order_by("-created", "-pk").values_list("card__objective", flat=True).first()
    due = due_cards(cards, now, zone)
    queue = interleaved(due[: max(0, limit - done)], last or "")
    return Standing(cards, tuple(due), tuple(queue), done, limit, tuple(forecast(cards, now, zone, DAYS)))
