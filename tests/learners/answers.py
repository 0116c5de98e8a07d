"""Attempts as they stand in the database, made without the quiz's pages."""

from datetime import datetime
from uuid import UUID

from django.utils import timezone

from learners.models import Learner
from quiz.models import Attempt, Response

QUESTION = {
    "id": "tiny-first",
    "rev": 1,
    "type": "choice",
    "objective": "tell-apart",
    "prompt": "Which one waits?",
    "options": [
        {"id": "a", "text": "This", "correct": True, "why": "It awaits."},
        {"id": "b", "text": "That", "why": "It computes."},
    ],
    "source": "docs",
}


def question(number: int, objective: str = "tell-apart") -> dict[str, object]:
    return {**QUESTION, "id": f"q-{number}", "objective": objective, "prompt": f"Which one waits, {number}?"}


def attempt(
    learner_id: UUID,
    number: int = 1,
    given: str = "a",
    asked: int = 1,
    lesson: str = "tiny",
    when: datetime | None = None,
) -> Attempt:
    """An attempt with `asked` questions; `given` holds the options chosen, the first question's first."""
    when = when or timezone.now()
    questions = [question(place) for place in range(asked)]
    made = Attempt.objects.create(
        learner=Learner.keep(learner_id), lesson=lesson, number=number, seed=1, asked=questions, created=when
    )
    for place, option in enumerate(given):
        Response.objects.create(
            attempt=made, question_id=f"q-{place}", rev=1, given=option, mark=float(option == "a"), created=when
        )
    return made
