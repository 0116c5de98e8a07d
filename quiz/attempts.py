"""What a learner answered, exactly once.

Whoever answers first has answered: the unique constraints say who that was, in the database, where double clicks, two
tabs and two workers meet. `bulk_create(ignore_conflicts=True)` inserts or does nothing, without breaking the
transaction; the row is then read back, and it is the first one, whoever wrote it.

Everything here is synchronous: transactions cannot be async. The views call each function once, through
`sync_to_async`, so that a request holds a thread for its database work only.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core import signing
from django.db import transaction

from learners.models import Learner
from quiz import refusal
from quiz.answering import answered
from quiz.drawing import draw, objectives_asked, objectives_diagnosed, seed_of
from quiz.grading import grade
from quiz.models import Attempt, Hint, Response
from quiz.pool import Pool
from quiz.questions import Question, parse, type_of
from quiz.questions.feedback import Fields, NotAnAnswer, NothingGiven, Unreadable
from quiz.sets import PERFORMANCE
from quiz.sheet import Sheet

# --- reading -------------------------------------------------------------------------------------------------------


def sheet_of(attempt: Attempt) -> Sheet:
    """The attempt with its responses, which should have been prefetched."""
    responses = sorted(attempt.responses.all(), key=lambda response: response.pk)
    return Sheet(
        number=attempt.number,
        seed=attempt.seed,
        questions=tuple(parse(question) for question in attempt.asked),
        given={response.question_id: response.given for response in responses},
        created=attempt.created,
        answered={response.question_id: response.created for response in responses},
        hints=Counter(hint.question_id for hint in attempt.hints.all()),
    )


def sheets(learner_id: UUID, lesson: str, question_set: str = PERFORMANCE) -> tuple[Sheet, ...]:
    """The learner's attempts at a set of a lesson's questions, the first one first."""
    attempts = Attempt.objects.filter(learner_id=learner_id, lesson=lesson, question_set=question_set)
    return tuple(sheet_of(attempt) for attempt in attempts.order_by("number").prefetch_related("responses", "hints"))


def last_sheets(learner_id: UUID) -> dict[str, Sheet]:
    """Lesson -> the learner's last attempt at its quiz."""
    attempts = Attempt.objects.filter(learner_id=learner_id, question_set=PERFORMANCE)
    return {each.lesson: sheet_of(each) for each in attempts.order_by("number").prefetch_related("responses", "hints")}


def first_sheet(learner_id: UUID, pool: Pool, sealed: str = "") -> Sheet:
    """What a learner is asked who has no attempt yet: computed, so that reading the page writes nothing. Where a form
    brought back the drawing that it was made of, it is that drawing."""
    try:
        return Sheet(1, *unseal(sealed, pool), {}, None)
    except refusal.Refused:
        seed = seed_of(learner_id, drawing(pool), 1)
        return Sheet(1, seed, draw(pool.questions, whole(pool, seed), seed), {}, None)


def drawing(pool: Pool) -> str:
    """Names the drawing: the quiz of a lesson and its diagnostic draw independently."""
    return f"{pool.lesson}/{pool.question_set}" if pool.diagnoses else pool.lesson


def whole(pool: Pool, seed: int) -> tuple[str, ...]:
    """The objectives that a full drawing asks for."""
    objectives = objectives_diagnosed if pool.diagnoses else objectives_asked
    return objectives(pool.questions, pool.objectives, seed)


# --- the drawing that a form carries -------------------------------------------------------------------------------


def seal(sheet: Sheet, pool: Pool) -> str:
    """The drawing, signed, for the form of an attempt that is not stored yet. So the answer counts for the questions
    that were on the page, even where the cookie has changed or was lost in between."""
    asked = [[question.id, question.rev] for question in sheet.questions]
    return signing.dumps([sheet.seed, asked], salt=f"quiz.draw.{drawing(pool)}")


def unseal(sealed: str, pool: Pool) -> tuple[int, tuple[Question, ...]]:
    """Seed and questions. Raises Refused when this site has not signed them, or has changed one of them since."""
    try:
        seed, asked = signing.loads(sealed, salt=f"quiz.draw.{drawing(pool)}")
    except signing.BadSignature:
        raise refusal.broken_form() from None
    now = {(question.id, question.rev): question for question in pool.questions}
    if any((question_id, rev) not in now for question_id, rev in asked):
        raise refusal.questions_changed()
    return seed, tuple(now[question_id, rev] for question_id, rev in asked)


# --- writing -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Sent:
    """The form of an answer, as it came. Only `attempt` has been made a number; the rest is still anybody's text."""

    attempt: int
    question: str
    sealed: str
    fields: Fields


def answer(learner_id: UUID, pool: Pool, sent: Sent) -> None:
    """Save an answer with all that it needs, or nothing.

    Raises Refused: for what is no answer to a question of this attempt, and when a different answer was first.
    """
    with transaction.atomic():
        learner = Learner.keep(learner_id)
        attempt = stored(learner, pool.lesson, sent.attempt, pool.question_set)
        if attempt is None:
            if sent.attempt != 1 or not sent.sealed:
                raise refusal.unknown_attempt()
            attempt = begin(learner, pool.lesson, 1, *unseal(sent.sealed, pool), pool.question_set)
        question = sheet_of(attempt).question(sent.question)
        if question is None:
            raise refusal.unknown_question()
        _, mine = respond(attempt, question, sent.fields)
    if not mine:
        raise refusal.first_is_kept()


def respond(attempt: Attempt, question: Question, fields: Fields, hinted: bool = False) -> tuple[Response, bool]:
    """Save the answer that the form holds, if it is the first one: the response that is kept, and whether it holds this
    answer. Within the caller's transaction. Raises Refused."""
    try:
        given = type_of(question).read(question, fields)
        mark = grade(question, given).mark
    except NothingGiven as error:
        raise refusal.nothing_given(str(error)) from None
    except Unreadable as error:
        raise refusal.unreadable(str(error)) from None
    except NotAnAnswer:
        raise refusal.not_an_answer() from None
    hints = Hint.objects.filter(attempt=attempt, question_id=question.id).count()
    response = Response(attempt=attempt, question_id=question.id, rev=question.rev, given=given, mark=mark, hints=hints)
    Response.objects.bulk_create([response], ignore_conflicts=True)
    first = Response.objects.get(attempt=attempt, question_id=question.id)
    answered.send(Response, attempt=attempt, question=question, response=first, hinted=hinted or first.hints > 0)
    return first, first.given == given


def begin_next(learner_id: UUID, pool: Pool, after: int, missed_only: bool) -> None:
    """Begin the attempt that follows attempt `after`: what that one missed, or a full one. Does nothing when it has
    been begun already. Raises Refused when `after` is not there or not finished."""
    with transaction.atomic():
        learner = Learner.keep(learner_id)
        so_far = sheets(learner_id, pool.lesson, pool.question_set)
        previous = next((sheet for sheet in so_far if sheet.number == after), None)
        if previous is None:
            raise refusal.unknown_attempt()
        if not previous.finished:
            raise refusal.not_finished()
        if previous is so_far[-1]:
            seed = seed_of(learner_id, drawing(pool), after + 1)
            questions = next_questions(pool, so_far, seed, missed_only)
            begin(learner, pool.lesson, after + 1, seed, questions, pool.question_set)


def next_questions(pool: Pool, so_far: Sequence[Sheet], seed: int, missed_only: bool) -> tuple[Question, ...]:
    asked_before = [question.id for sheet in so_far for question in sheet.questions]
    full = whole(pool, seed)
    missed = tuple(question.objective for question in so_far[-1].missed)
    wanted = missed if missed_only and missed else full
    # An objective may have left the lesson since: then the question that was missed is asked again as it was.
    return draw(pool.questions, wanted, seed, asked_before) or so_far[-1].missed or so_far[-1].questions


def stored(learner: Learner, lesson: str, number: int, question_set: str = PERFORMANCE) -> Attempt | None:
    attempts = Attempt.objects.filter(learner=learner, lesson=lesson, question_set=question_set, number=number)
    return attempts.first()


def begin(
    learner: Learner,
    lesson: str,
    number: int,
    seed: int,
    questions: Sequence[Question],
    question_set: str = PERFORMANCE,
) -> Attempt:
    """The attempt of this number; where another request was first, the one that it began."""
    place = {"learner": learner, "lesson": lesson, "question_set": question_set, "number": number}
    asked = [as_asked(question) for question in questions]
    Attempt.objects.bulk_create([Attempt(**place, seed=seed, asked=asked)], ignore_conflicts=True)
    return Attempt.objects.get(**place)


def as_asked(question: Question) -> dict[str, Any]:
    """The question as an attempt keeps it."""
    return question.model_dump(mode="json", exclude_defaults=True)
