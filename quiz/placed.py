"""The questions that stand in the text of a mode, and what a learner answered to them, exactly once.

The first attempt at a set asks all of it. A question that joins the set later joins the attempt when it is answered. To
try one question again is an attempt of its own, which asks that question alone; a `whole` set is begun anew as a whole.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from learners.models import Learner
from quiz import refusal
from quiz.attempts import as_asked, begin, respond, sheet_of, sheets, stored
from quiz.drawing import seed_of_set
from quiz.models import Attempt, Hint
from quiz.pool import Pool
from quiz.questions import Question
from quiz.questions.feedback import Fields
from quiz.sets import QuestionSet
from quiz.sheet import Sheet


@dataclass(frozen=True)
class Posted:
    """The form of a placed question, as it came: the attempt and the rev of the question that were on the page."""

    attempt: int
    question: str
    rev: int
    fields: Fields


# --- reading -------------------------------------------------------------------------------------------------------


def blank(pool: Pool, of: QuestionSet) -> Sheet:
    """What a learner is asked who has no attempt yet: the same for everyone, so that reading writes nothing."""
    return Sheet(1, seed_of_set(pool.lesson, of.slug, 1), pool.sets.get(of.slug, ()), {}, None)


def standing(so_far: Sequence[Sheet], question_id: str) -> Sheet | None:
    """The attempt by which a question stands: the last one that asks it. A first attempt of another device, which was
    left half answered and taken along at sign-in, covers no answer."""
    asking = [sheet for sheet in so_far if sheet.question(question_id)]
    given = [sheet for sheet in asking if question_id in sheet.given or len(sheet.questions) == 1]
    return next(reversed(given or asking), None)


def shown_sheet(pool: Pool, of: QuestionSet, so_far: Sequence[Sheet], question_id: str) -> Sheet | None:
    """The attempt that the page shows a question of; None where there is no such question."""
    if of.whole and so_far and so_far[-1].question(question_id):
        return so_far[-1]
    found = standing(so_far, question_id)
    if found:
        return found
    drawn = blank(pool, of)
    if drawn.question(question_id) is None:
        return None
    # It joined the set after the attempt was begun, and is asked as part of that.
    first = so_far[-1] if of.whole and so_far else so_far[0] if so_far else drawn
    return Sheet(first.number, first.seed, drawn.questions, {}, first.created, first.hints)


def can_begin_anew(pool: Pool, of: QuestionSet, last: Sheet) -> bool:
    """Whether a whole set is answered, as far as it can be: a question that has left the course stands on no page, and
    is waited for no longer."""
    now = {question.id for question in pool.sets.get(of.slug, ())}
    return bool(last.given) and not any(question.id in now for question in last.unanswered)


# --- writing -------------------------------------------------------------------------------------------------------


def answer(learner_id: UUID, pool: Pool, of: QuestionSet, posted: Posted) -> None:
    """Save an answer with all that it needs, or nothing. Raises Refused."""
    with transaction.atomic():
        attempt, question = opened(Learner.keep(learner_id), pool, of, posted)
        _, mine = respond(attempt, question, posted.fields)
    if not mine:
        raise refusal.first_is_kept()


def take_hint(learner_id: UUID, pool: Pool, of: QuestionSet, posted: Posted, number: int) -> None:
    """Note that a hint was asked for. One that is there already, or is asked for after the answer, changes nothing.

    Raises Refused."""
    with transaction.atomic():
        attempt, question = opened(Learner.keep(learner_id), pool, of, posted)
        sheet = sheet_of(attempt)
        following = min(len(question.hints), sheet.hints.get(question.id, 0) + 1)
        if question.id in sheet.given or not 1 <= number <= following:
            return
        hint = Hint(attempt=attempt, question_id=question.id, number=number)
        Hint.objects.bulk_create([hint], ignore_conflicts=True)


def opened(learner: Learner, pool: Pool, of: QuestionSet, posted: Posted) -> tuple[Attempt, Question]:
    """The attempt that a form belongs to, begun if it is the first, and the question as it asks it. Raises Refused."""
    now = {question.id: question for question in pool.sets.get(of.slug, ())}
    attempt = stored(learner, pool.lesson, posted.attempt, of.slug)
    if attempt is None:
        if posted.attempt != 1:
            raise refusal.unknown_attempt()
        seed = seed_of_set(pool.lesson, of.slug, 1)
        attempt = begin(learner, pool.lesson, 1, seed, list(now.values()), of.slug)
    question = sheet_of(attempt).question(posted.question)
    if question is None:
        question = now.get(posted.question)
        if question is None:
            raise refusal.unknown_question()
        attempt.asked = [*attempt.asked, as_asked(question)]
        attempt.save(update_fields=["asked"])
    if question.rev != posted.rev:
        raise refusal.questions_changed()
    return attempt, question


def again(learner_id: UUID, pool: Pool, of: QuestionSet, after: int, question_id: str = "") -> None:
    """Begin the attempt that follows attempt `after`: at one question, or at a whole set. Does nothing when it has been
    begun already. Raises Refused when there is nothing finished to be tried again."""
    with transaction.atomic():
        learner = Learner.keep(learner_id)
        so_far = sheets(learner_id, pool.lesson, of.slug)
        previous = so_far[-1] if of.whole and so_far else standing(so_far, question_id)
        if previous is None or after not in [sheet.number for sheet in so_far]:
            raise refusal.unknown_attempt()
        if previous.number != after:
            return  # in another tab, or by a second click
        now = pool.sets.get(of.slug, ())
        if of.whole:
            if not can_begin_anew(pool, of, previous):
                raise refusal.not_finished()
            questions = now or previous.questions
        else:
            if question_id not in previous.given:
                raise refusal.not_finished()
            questions = tuple(each for each in now if each.id == question_id)
            if not questions:
                raise refusal.unknown_question()
        number = so_far[-1].number + 1
        begin(learner, pool.lesson, number, seed_of_set(pool.lesson, of.slug, number), questions, of.slug)
