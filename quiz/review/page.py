"""What the reviews' templates show."""

from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Any
from uuid import UUID

from quiz.attempts import sheet_of
from quiz.page import NOTHING, ShownQuestion, mark_words, shown_question
from quiz.pool import Pool
from quiz.questions.feedback import Fields
from quiz.refusal import Refused
from quiz.review import words
from quiz.review.answers import seed_of_turn
from quiz.review.models import Card, Review
from quiz.review.picture import picture
from quiz.review.scheduling import by_the_minute, due_of
from quiz.review.standing import Asked, Standing
from quiz.sheet import Sheet


@dataclass(frozen=True)
class Wanted:
    """What of the reviews is asked for: the answer of a review, or a question with some of its hints open."""

    told: UUID | None = None
    question: str = ""
    hints: int = 0


@dataclass(frozen=True)
class Told:
    """A review that was given, with what grading says; `again` says when its question comes again."""

    review: Review
    question: ShownQuestion
    title: str
    verdict: str
    again: str
    can_undo: bool


@dataclass(frozen=True)
class Ask:
    """A question that is due, with its form: `hints` of its hints are open."""

    question: ShownQuestion
    title: str
    rev: int
    turn: int
    hints: int

    @property
    def open(self) -> tuple[Any, ...]:
        return self.question.hints[: self.hints]

    @property
    def more(self) -> int:
        """How many hints would be open after the next one; 0 where all are."""
        return self.hints + 1 if self.hints < len(self.question.hints) else 0


def told(review: Review, pool: Pool, last: Review | None, now: datetime, zone: tzinfo) -> Told:
    sheet = sheet_of(review.response.attempt)
    question = shown_question(sheet.questions[0], sheet, pool)
    assert question.feedback is not None
    state = review.card.state
    again = words.due(due_of(state), by_the_minute(state), now, zone)
    can_undo = last is not None and last.pk == review.pk and review.undone is None
    return Told(review, question, pool.title, mark_words(question.feedback), again, can_undo)


def ask(card: Card, asked: Asked, hints: int, typed: Fields = NOTHING) -> Ask:
    pool, question = asked
    seed = seed_of_turn(card.learner_id, question.id, card.turn)
    shown = shown_question(question, Sheet(1, seed, (question,), {}, None), pool, typed)
    return Ask(shown, pool.title, question.rev, card.turn, min(hints, len(shown.hints)))


def context(
    stands: Standing, ask: Ask | None, told: Told | None, refused: Refused | None, now: datetime, zone: tzinfo
) -> dict[str, Any]:
    """For quiz/review/review.html. `state` is `ask`, `told`, `done` (nothing more today) or `new` (nothing learned)."""
    state = "told" if told else "ask" if ask else "done" if stands.cards else "new"
    coming = stands.next_due
    return {
        "state": state,
        "stands": stands,
        "asked": ask,
        "told": told,
        "question": told.question if told else ask.question if ask else None,
        "refused": refused,
        "next_words": words.due(coming.due, coming.by_the_minute, now, zone) if coming else "",
        "picture": picture(stands.forecast),
    }
