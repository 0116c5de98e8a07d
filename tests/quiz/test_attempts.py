"""What is saved, and that it is saved once. The database is the real one of the tests, without a transaction around."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.http import QueryDict

from learners.models import Learner
from quiz import attempts
from quiz import pool as pools
from quiz.attempts import Sent
from quiz.models import Attempt, Response
from quiz.pool import Pool
from quiz.refusal import Refused
from quiz.sheet import Sheet

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("shared")]
ME = UUID(int=1)


@pytest.fixture
def pool(shared: None) -> Pool:
    found = pools.pool("tiny")
    assert found
    return found


def sheet(pool: Pool, learner: UUID = ME) -> Sheet:
    kept = attempts.sheets(learner, pool.lesson)
    return kept[-1] if kept else attempts.first_sheet(learner, pool)


def give(pool: Pool, option: str, question: str = "", learner: UUID = ME, **changes: Any) -> None:
    now = sheet(pool, learner)
    question = question or now.unanswered[0].id
    fields = {"attempt": now.number, "question": question, "sealed": attempts.seal(now, pool)}
    attempts.answer(learner, pool, Sent(**{**fields, **changes}, fields=QueryDict(f"option={option}")))


def finish(pool: Pool, options: str, learner: UUID = ME) -> Sheet:
    for option in options:
        give(pool, option, learner=learner)
    return sheet(pool, learner)


def refused(call: Callable[[], None]) -> Refused:
    with pytest.raises(Refused) as caught:
        call()
    return caught.value


def test_reading_writes_nothing(pool: Pool) -> None:
    assert sheet(pool).created is None
    assert (Learner.objects.count(), Attempt.objects.count()) == (0, 0)


def test_the_first_answer_keeps_learner_attempt_and_response(pool: Pool) -> None:
    asked = sheet(pool)
    give(pool, "a")
    kept = sheet(pool)
    assert kept.questions == asked.questions
    assert dict(kept.given) == {asked.questions[0].id: "a"}
    response = Response.objects.get()
    assert (response.given, response.mark, response.rev) == ("a", 1.0, 1)


def test_the_same_answer_again_changes_nothing(pool: Pool) -> None:
    first = sheet(pool).questions[0].id
    for _ in range(3):
        give(pool, "b", first)
    assert Response.objects.get().given == "b"


def test_a_second_answer_is_refused_and_the_first_is_kept(pool: Pool) -> None:
    first = sheet(pool).questions[0].id
    give(pool, "b", first)
    assert refused(lambda: give(pool, "a", first)).status == 409
    assert Response.objects.get().given == "b"


@pytest.mark.parametrize(
    ("option", "changes", "status"),
    [
        ("z", {}, 422),
        ("", {}, 422),
        ("a", {"question": "elsewhere"}, 422),
        ("a", {"attempt": 2}, 404),
        ("a", {"sealed": ""}, 404),
        ("a", {"sealed": "forged"}, 400),
    ],
)
def test_what_is_refused_leaves_nothing_behind(pool: Pool, option: str, changes: dict[str, Any], status: int) -> None:
    assert refused(lambda: give(pool, option, **changes)).status == status
    assert (Learner.objects.count(), Attempt.objects.count(), Response.objects.count()) == (0, 0, 0)


def test_the_sealed_drawing_counts_even_when_the_cookie_was_lost(pool: Pool) -> None:
    shown = sheet(pool, uuid4())
    sealed = attempts.seal(shown, pool)
    give(pool, "a", shown.questions[0].id, learner=ME, sealed=sealed)
    assert sheet(pool).questions == shown.questions


def test_a_drawing_of_another_lesson_is_no_drawing_of_this_one(pool: Pool) -> None:
    other = replace(pool, lesson="other")
    assert refused(lambda: give(pool, "a", sealed=attempts.seal(sheet(pool), other))).status == 400


def test_a_question_that_was_corrected_meanwhile_is_not_answered_in_its_old_wording(pool: Pool) -> None:
    sealed = attempts.seal(sheet(pool), pool)
    changed = tuple(question.model_copy(update={"rev": 2}) for question in pool.questions)
    new = replace(pool, questions=changed)
    assert refused(lambda: give(new, "a", sealed=sealed)).status == 409
    assert Attempt.objects.count() == 0


def test_an_attempt_keeps_the_questions_that_it_asked(pool: Pool) -> None:
    give(pool, "a")
    asked = sheet(pool).questions
    changed = tuple(q.model_copy(update={"rev": 2, "prompt": "New."}) for q in pool.questions)
    new = replace(pool, questions=changed)
    give(new, "a")
    assert sheet(new).questions == asked
    assert set(Response.objects.values_list("rev", flat=True)) == {1}


def test_a_foreign_attempt_is_neither_read_nor_answered(pool: Pool) -> None:
    give(pool, "a", learner=uuid4())
    assert attempts.sheets(ME, "tiny") == ()
    assert refused(lambda: give(pool, "a", sealed="")).status == 404


def test_retry_asks_the_missed_objectives_with_fresh_questions(pool: Pool) -> None:
    before = finish(pool, "aba")
    attempts.begin_next(ME, pool, 1, missed_only=True)
    after = sheet(pool)
    assert [q.objective for q in after.questions] == [q.objective for q in before.missed]
    assert not {q.id for q in after.questions} & {q.id for q in before.questions}


def test_a_full_attempt_asks_three_fresh_questions(pool: Pool) -> None:
    before = finish(pool, "bbb")
    attempts.begin_next(ME, pool, 1, missed_only=False)
    after = sheet(pool)
    assert len(after.questions) == 3
    assert not {q.id for q in after.questions} & {q.id for q in before.questions}


def test_retry_with_nothing_missed_is_a_full_attempt(pool: Pool) -> None:
    finish(pool, "aaa")
    attempts.begin_next(ME, pool, 1, missed_only=True)
    assert len(sheet(pool).questions) == 3


def test_beginning_twice_begins_once(pool: Pool) -> None:
    finish(pool, "bba")
    for _ in range(3):
        attempts.begin_next(ME, pool, 1, missed_only=True)
    assert [each.number for each in attempts.sheets(ME, "tiny")] == [1, 2]


def test_an_unfinished_attempt_is_finished_first(pool: Pool) -> None:
    give(pool, "a")
    assert refused(lambda: attempts.begin_next(ME, pool, 1, missed_only=False)).status == 409
    assert refused(lambda: attempts.begin_next(ME, pool, 7, missed_only=False)).status == 404
    assert len(attempts.sheets(ME, "tiny")) == 1


def test_every_question_of_the_pool_comes_before_one_comes_again(pool: Pool) -> None:
    seen: list[str] = []
    for number in range(1, 4):
        seen += [question.id for question in finish(pool, "aaa").questions]
        attempts.begin_next(ME, pool, number, missed_only=False)
    assert len(set(seen)) == 9


def test_the_last_attempt_of_each_lesson_is_found(pool: Pool) -> None:
    finish(pool, "aab")
    attempts.begin_next(ME, pool, 1, missed_only=True)
    assert attempts.last_sheets(ME)["tiny"].number == 2
    assert attempts.last_sheets(uuid4()) == {}
