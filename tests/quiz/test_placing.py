"""Where the questions of the modes are placed: each rule broken once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.lessons.course import Course
from tests.quiz.placing import write_placed


@pytest.fixture
def placed(tmp_path: Path) -> Course:
    return write_placed(tmp_path / "content")


def test_the_made_up_course_breaks_no_rule(placed: Course) -> None:
    assert placed.places(fast=True) == []


def test_a_question_of_a_set_is_placed_once(placed: Course) -> None:
    placed.edit("tiny/visualize.md", "::: question v-1", "::: reveal v-1")
    assert [fault.message for fault in placed.faults(fast=True)] == [
        "visualize.md places this question 0 times; once is right: `::: question v-1`"
    ]


def test_a_question_that_stands_twice_is_named(placed: Course) -> None:
    placed.edit("tiny/visualize.md", "::: question v-1", "::: question v-2")
    codes = [code for *_, code in placed.places(fast=True)]
    assert codes == ["question-placed", "question-placed"]


def test_a_page_places_questions_of_its_own_mode_only(placed: Course) -> None:
    line, column = placed.edit("tiny/visualize.md", "::: question v-1", "::: question c-1")
    assert ("tiny/visualize.md", line, column, "question-set") in placed.places(fast=True)


@pytest.mark.parametrize("name", ["nobody", "hold-1"])
def test_a_question_of_the_pool_or_of_nobody_cannot_be_placed(placed: Course, name: str) -> None:
    placed.edit("tiny/visualize.md", "::: question v-1", f"::: question {name}")
    codes = {code for *_, code in placed.places(fast=True)}
    assert codes == {"question-placed", "question-unknown" if name == "nobody" else "question-set"}


def test_a_question_container_names_its_question(placed: Course) -> None:
    placed.edit("tiny/visualize.md", "::: question v-1", "::: question")
    assert "container-argument" in {code for *_, code in placed.places(fast=True)}


def test_mastery_belongs_to_the_challenge(placed: Course) -> None:
    line, column = placed.edit("tiny/visualize.md", "::: question v-1", "::: mastery")
    assert ("tiny/visualize.md", line, column, "mastery-place") in placed.places(fast=True)


def test_the_pool_of_the_quiz_is_as_it_was(placed: Course) -> None:
    from quiz.pool import made_of

    pool = made_of(placed.load(), "tiny")
    assert pool
    assert len(pool.questions) == 9
    assert {name: len(found) for name, found in pool.sets.items()} == {
        "practice": 9,
        "challenge": 5,
        "visual": 2,
        "recall": 2,
    }
