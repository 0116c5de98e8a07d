"""Answers as a learner gives them, at times of the test's own choosing, through the code that saves them."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.http import QueryDict

from learners.models import Learner
from quiz import attempts
from quiz.models import Attempt, Response
from quiz.questions import Question, parse
from quiz.review import cards
from quiz.review.models import Card
from tests.quiz.questions import choice

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def question(name: str = "hold-1", objective: str = "hold", rev: int = 1) -> Question:
    return parse(choice(name, objective, rev=rev))


def answered(
    learner_id: UUID, asked: Question, right: bool, when: datetime = NOON, helped: bool = False, in_set: str = "other"
) -> Response:
    """One attempt with one answer, and its grade, both of that time."""
    learner = Learner.keep(learner_id)
    number = 1 + Attempt.objects.filter(learner=learner, question_set=in_set).count()
    attempt = attempts.begin(learner, "tiny", number, 1, [asked], in_set)
    given = "a" if right else "b"
    response = Response.objects.create(
        attempt=attempt, question_id=asked.id, rev=asked.rev, given=given, mark=float(right), created=when
    )
    cards.grade(attempt, asked, response, helped)
    return response


def card(learner_id: UUID, name: str = "hold-1") -> Card:
    return Card.objects.get(learner_id=learner_id, question_id=name)


def posted(**fields: str) -> QueryDict:
    form = QueryDict(mutable=True)
    form.update(fields)
    return form


def hidden(page: str, action: str) -> dict[str, str]:
    """The hidden fields of the page's form that is sent to `action`, without the CSRF token."""
    form = re.search(rf'<form[^>]*action="{re.escape(action)}".*?</form>', page, re.DOTALL)
    assert form, f"no form for {action}"
    found = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', form[0]))
    found.pop("csrfmiddlewaretoken", None)
    return found


def answer_quiz(browser: Any, option: str = "a") -> None:
    """Answers the quiz's open question."""
    browser.post(
        "/quiz/tiny/answer/",
        {**hidden(browser.get("/quiz/tiny/").content.decode(), "/quiz/tiny/answer/"), "option": option},
    )
