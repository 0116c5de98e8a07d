"""The questions that the site asks, beyond what the linter says of each."""

from __future__ import annotations

from collections import Counter

import pytest

from lab.forms import RunForm, blank
from lessons import catalogue
from lessons.catalogue import Lesson
from quiz.linting import right_is_longest
from quiz.page import shown_remark
from quiz.pool import pool_of, questions_of
from quiz.questions.feedback import Remark
from quiz.questions.options import WithOptions
from quiz.sets import PERFORMANCE, SETS

LESSONS = list(catalogue.get().lessons.values())


@pytest.fixture(params=LESSONS, ids=lambda lesson: lesson.slug)
def lesson(request: pytest.FixtureRequest) -> Lesson:
    return request.param  # type: ignore[no-any-return]


def test_every_question_can_be_asked(lesson: Lesson) -> None:
    assert lesson.questions
    assert len(questions_of(lesson)) == len(lesson.questions.data)


def test_each_objective_has_questions_enough_for_a_retry_of_a_retry(lesson: Lesson) -> None:
    asked = Counter(question.objective for question in questions_of(lesson) if question.set == PERFORMANCE)
    assert all(asked[objective] >= 4 for objective in lesson.objectives), asked


def test_each_graded_mode_asks_enough(lesson: Lesson) -> None:
    asked = Counter(question.set for question in questions_of(lesson))
    least = {"practice": 5, "challenge": 5, "visual": 2, "recall": 5}
    assert all(asked[name] >= least[name] for name in least if SETS[name].mode in lesson.modes), asked


def test_every_practice_task_has_a_hint(lesson: Lesson) -> None:
    assert [each.id for each in questions_of(lesson) if each.set == "practice" and not each.hints] == []


def test_the_right_option_is_seldom_the_longest(lesson: Lesson) -> None:
    optioned = [question for question in questions_of(lesson) if isinstance(question, WithOptions)]
    assert sum(right_is_longest(question.options) for question in optioned) * 2 <= len(optioned)


def test_each_misconception_of_the_course_is_found_by_some_option() -> None:
    revealed = {
        option.misconception
        for lesson in LESSONS
        for question in questions_of(lesson)
        if isinstance(question, WithOptions)
        for option in question.options
    }
    assert set(catalogue.get().misconceptions) <= revealed


def test_every_run_that_a_question_offers_can_be_started(lesson: Lesson) -> None:
    for question in questions_of(lesson):
        if question.lab:
            query = {name: str(value) for name, value in question.lab.query().items()}
            form = blank(query)
            kept = {**{name: form.initial[name] for name in form.initial}, "bet": ""}
            assert RunForm(kept).is_valid(), question.id
            named = {"latency": "latency_ms", "rate": "rate_per_s"}
            for name, value in query.items():
                assert str(form.initial[named.get(name, name)]) == value, (question.id, name)


def test_code_in_a_misconception_is_shown_as_code() -> None:
    pool = pool_of(catalogue.get(), "async-views-basics")
    assert pool
    shown = shown_remark(Remark("a", "", False, "", "async-def-is-enough"), pool)
    assert shown.misconception
    assert "<code>async def</code>" in shown.misconception.text
