"""What is counted, of whom, and what it says in words."""

from __future__ import annotations

import time
from uuid import uuid4

import pytest

from learners.models import Learner
from quiz import attempts
from quiz.questions import Question, parse
from quiz.statistics.gathering import ENOUGH, Row, statistics
from quiz.statistics.judging import judged, summary
from tests.quiz.questions import choice, questions
from tests.quiz.review.reviewing import answered, posted, question
from tests.quiz.statistics.answering import answers, independent

pytestmark = pytest.mark.django_db


def course(*asked: Question) -> dict[str, tuple[str, Question]]:
    return {each.id: ("tiny", each) for each in asked}


def only(*asked: Question) -> Row:
    (row,) = [row for row in statistics(course(*asked)) if row.question == asked[0].id]
    return row


def test_a_question_that_nobody_answered_has_a_row_without_figures() -> None:
    row = only(question())
    assert (row.n, row.facility, row.discrimination, row.efficiency) == (0, None, None, None)
    assert [(given.text, given.count) for given in row.given] == [(f"hold-1 option {key}", 0) for key in "abc"]
    assert summary([judged(row)]) == "No question has been answered yet."


def test_only_a_learners_first_answer_to_a_question_counts() -> None:
    learner_id = uuid4()
    for right in (False, True, True):
        answered(learner_id, question(), right)
    answered(uuid4(), question(), True)
    row = only(question())
    assert (row.n, row.facility) == (2, 0.5)


def test_an_answer_counts_for_the_rev_that_it_was_given_to() -> None:
    first, second = question(), question(rev=2)
    before = uuid4()
    answered(before, first, False)
    answered(before, second, True)  # has read the reasons of rev 1: not a first answer
    answered(uuid4(), second, True)
    rows = [(row.rev, row.current, row.n, row.facility, row.prompt) for row in statistics(course(second))]
    assert rows == [(1, False, 1, 0.0, "What of hold-1?"), (2, True, 1, 1.0, "What of hold-1?")]


def test_options_and_misconceptions_are_counted_also_where_nobody_chose_them() -> None:
    for right in (True, True, False):
        answered(uuid4(), question(), right)
    row = only(question())
    assert [(given.text[-1], given.right, given.count) for given in row.given] == [("a", True, 2), ("b", False, 1), ("c", False, 0)]  # fmt: skip
    assert row.misconceptions == (("async-is-faster", 1),)


def test_who_answered_nothing_else_is_not_compared() -> None:
    answered(uuid4(), question(), True)
    both = uuid4()
    answered(both, question(), True)
    answered(both, question("hold-2"), False)
    assert only(question(), question("hold-2")).n_compared == 1


def test_a_flash_card_is_no_question_and_counts_in_no_score() -> None:
    turned = parse({"id": "turn", "rev": 1, "type": "card", "set": "recall", "objective": "hold", "prompt": "?", "back": "!", "source": "docs"})  # fmt: skip
    learner_id = uuid4()
    answered(learner_id, question(), True)
    attempt = attempts.begin(Learner.keep(learner_id), "tiny", 1, 1, [turned], "recall")
    attempts.respond(attempt, turned, posted(judged="missed"))
    rows = statistics(course(question(), turned))
    assert [(row.question, row.n_compared) for row in rows] == [("hold-1", 0)]


@pytest.mark.parametrize(("learners", "shown"), [(ENOUGH - 1, False), (ENOUGH, True)])
def test_discrimination_is_shown_from_thirty_learners_on(learners: int, shown: bool) -> None:
    answers([question(), question("hold-2")], learners, 2)
    row = only(question(), question("hold-2"))
    assert row.n_compared == learners
    assert (row.discrimination is not None, row.efficiency is not None) == (shown, shown)


def test_a_lesson_that_is_named_has_its_rows_and_scores_over_all_lessons() -> None:
    answers([question(), question("hold-2")], 40, 2)
    asked = {**course(question()), "hold-2": ("other", question("hold-2")), "new": ("other", question("new"))}
    assert [(row.question, row.n_compared) for row in statistics(asked, "tiny")] == [("hold-1", 40)]
    assert [(row.question, row.n_compared) for row in statistics(asked, "other")] == [("hold-2", 40), ("new", 0)]


def made(n: int = 100, **figures: object) -> Row:
    base = {
        "facility": 0.6,
        "guess": 1 / 3,
        "discrimination": 40.0,
        "efficiency": 50.0,
        "given": (),
        "misconceptions": (),
    }
    known = {"question": "q", "rev": 1, "lesson": "tiny", "type": "choice", "prompt": "?", "current": True}
    return Row(**{**known, **base, "n": n, "n_compared": n, **figures})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (made(discrimination=-1.0), "a wrong key"),
        (made(facility=0.35), "no better than by chance"),
        (made(facility=0.97), "tells nobody apart"),
        (made(discrimination=5.0), "hardly apart"),
        (made(n=29), "after 1 more first answer."),
        (made(n=0, facility=None), "Nobody has answered"),
    ],
)
def test_a_row_says_in_words_what_is_wrong(row: Row, words: str) -> None:
    said = judged(row)
    assert words in " ".join((*said.faults, *said.notes))


def test_a_wrong_option_that_more_chose_than_the_right_one_is_named() -> None:
    for option, count in (("a", 10), ("b", 25)):
        for _ in range(count):
            answered(uuid4(), question(), option == "a")
    said = judged(only(question()))
    assert any("More chose “hold-1 option b”" in words for words in said.faults)
    assert any("Nobody chose “hold-1 option c”" in words for words in said.notes)
    assert summary([said]) == "To mend: hold-1."


def test_the_sentence_names_every_question_to_mend() -> None:
    bad = [judged(made(question=name, discrimination=-5.0)) for name in ("one", "two", "three")]
    assert summary(bad) == "To mend: one, two and three."
    assert summary([judged(made())]) == "Of the 1 question with 30 first answers or more, none needs mending."
    assert summary([judged(made(n=3))]).startswith("No question has 30 first answers yet")


def test_a_question_whose_kind_is_gone_still_has_its_figures() -> None:
    asked = parse(choice("old-1"))
    response = answered(uuid4(), asked, True)
    response.attempt.asked = [{**response.attempt.asked[0], "type": "no-longer-known"}]
    response.attempt.save()
    (row,) = statistics({})
    assert (row.n, row.type, row.given, row.guess) == (1, "", (), None)


@pytest.mark.slow
def test_a_hundred_thousand_answers_give_what_an_independent_calculation_gives() -> None:
    asked = questions(per_objective=14)
    rows, spent = {}, []
    for seed, learners in enumerate((250, 2_250)):
        answers(asked, learners, each=40, seed=seed)
        begun = time.process_time()
        rows = {row.question: row for row in statistics(course(*asked))}
        spent.append(time.process_time() - begun)
    print(f"statistics of 10,000 and 100,000 answers: {spent[0]:.2f} and {spent[1]:.2f} s of CPU")
    expected = independent()
    assert rows.keys() == expected.keys()
    assert sum(row.n for row in rows.values()) == 100_000
    for name, figures in expected.items():
        row = rows[name]
        assert (row.n, row.n_compared) == (figures["n"], figures["n_compared"])
        for figure in ("facility", "discrimination", "efficiency"):
            assert getattr(row, figure) == pytest.approx(figures[figure], rel=1e-9, abs=1e-9), (name, figure)
        assert {given.text[-1]: given.count for given in row.given if given.count} == figures["chosen"]
    assert spent[1] < 30 * spent[0], "ten times the answers take about ten times as long"
