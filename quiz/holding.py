"""What the quiz keeps of a learner, for the progress page, the export and the merging of two learners."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.db.models import Max

from learners.holdings import HOLDINGS, Answered, Attempted, Holding, Remark
from lessons import places
from quiz.attempts import sheet_of
from quiz.models import Attempt, Hint, Response
from quiz.questions import type_of
from quiz.sets import DIAGNOSTIC, NAMES, REVIEW, SETS
from quiz.sheet import Sheet


def stored(learner_id: UUID) -> list[Attempt]:
    attempts = Attempt.objects.filter(learner_id=learner_id).order_by("created", "pk")
    return list(attempts.prefetch_related("responses", "hints"))


def attempts(learner_id: UUID) -> list[Attempted]:
    return [attempted(attempt, sheet_of(attempt)) for attempt in stored(learner_id)]


def attempted(attempt: Attempt, sheet: Sheet) -> Attempted:
    feedback = sheet.feedback
    return Attempted(
        lesson=attempt.lesson,
        kind=NAMES.get(attempt.question_set, attempt.question_set.capitalize()),
        number=attempt.number,
        begun=attempt.created,
        url=url_of(attempt.lesson, attempt.question_set),
        marks=tuple(feedback[each.id].mark if each.id in feedback else None for each in sheet.questions),
        answers=tuple(answered(attempt, sheet)),
        listed=attempt.question_set != REVIEW,
    )


def url_of(lesson: str, question_set: str) -> str:
    """Where the questions are asked: on their mode's page, or in the quiz."""
    if question_set == DIAGNOSTIC:
        return f"{places.quiz(lesson)}diagnostic/"
    if question_set == REVIEW:
        return places.review()
    return places.mode(lesson, SETS[question_set].mode) if question_set in SETS else places.quiz(lesson)


def answered(attempt: Attempt, sheet: Sheet) -> Iterator[Answered]:
    """In the order of answering."""
    for response in sorted(attempt.responses.all(), key=lambda each: each.pk):
        question, feedback = sheet.question(response.question_id), sheet.feedback.get(response.question_id)
        if question and feedback:
            yield Answered(
                question=question.id,
                objective=question.objective,
                prompt=question.prompt,
                remarks=tuple(Remark(each.text, each.right, each.why) for each in feedback.remarks),
                mark=feedback.mark,
                when=response.created,
                note=feedback.note,
                graded=type_of(question).graded,
            )


def export(learner_id: UUID) -> list[dict[str, Any]]:
    """Every column of every row: what was asked, in full, and each response as it was given."""
    return [
        {
            "lesson": attempt.lesson,
            "question_set": attempt.question_set,
            "number": attempt.number,
            "seed": attempt.seed,
            "created": attempt.created.isoformat(),
            "asked": attempt.asked,
            "responses": [row(each) for each in sorted(attempt.responses.all(), key=lambda each: each.pk)],
            "hints": [row(each) for each in sorted(attempt.hints.all(), key=lambda each: each.pk)],
        }
        for attempt in stored(learner_id)
    ]


def row(of_attempt: Response | Hint) -> dict[str, Any]:
    return {
        column.name: value.isoformat() if hasattr(value, "isoformat") else value
        for column in of_attempt._meta.concrete_fields
        if column.name not in ("id", "attempt")
        for value in [column.value_from_object(of_attempt)]
    }


def merge(source: UUID, target: UUID) -> None:
    """The source's attempts become the target's, after those that it has: none is dropped and none is changed but for
    its number. Each moves once, since afterwards the source has none."""
    last: dict[tuple[str, str], int] = {
        (row["lesson"], row["question_set"]): row["last"]
        for row in Attempt.objects.filter(learner_id=target)
        .values("lesson", "question_set")
        .annotate(last=Max("number"))
    }
    for attempt in Attempt.objects.filter(learner_id=source).order_by("number"):
        place = (attempt.lesson, attempt.question_set)
        last[place] = last.get(place, 0) + 1
        Attempt.objects.filter(pk=attempt.pk).update(learner_id=target, number=last[place])


HOLDINGS["attempts"] = Holding(export, merge, attempts)
