"""Each rule of the questions, broken once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from lessons.faults import Severity
from lessons.linting import RULES
from quiz.questions import TYPES
from tests.lessons.course import Course
from tests.quiz.questions import pool_data, write_quiz

Change = Callable[[list[dict[str, Any]]], Any]


def codes(course: Course) -> list[str]:
    return [fault.code for fault in course.faults(fast=True)]


def test_every_rule_and_every_type_is_documented() -> None:
    text = (Path(__file__).parents[2] / "docs" / "authoring.md").read_text()
    own = [name for name, check in RULES.items() if check.__module__.startswith("quiz.")]
    assert [name for name in (*own, *TYPES) if f"| `{name}` |" not in text] == []


def test_the_made_up_questions_break_no_rule(course: Course) -> None:
    assert codes(course) == []


def first(**more: Any) -> Change:
    return lambda data: data[0].update(more)


def option(index: int, **more: Any) -> Change:
    return lambda data: data[0]["options"][index].update(more)


def all_of(change: Change) -> Change:
    return lambda data: [change([each]) for each in data]


BROKEN: dict[str, tuple[str, Change]] = {
    "an unknown key": ("unknown-key", first(surprise=1)),
    "no prompt": ("missing-key", lambda data: data[0].pop("prompt")),
    "an unknown type": ("question-type", first(type="essay")),
    "an id used twice": ("id-twice", lambda data: data[1].update(id=data[0]["id"])),
    "an option id used twice": ("id-twice", option(1, id="a")),
    "an unknown objective": ("objective-unknown", first(objective="elsewhere")),
    "an unknown source": ("question-source", first(source="hearsay")),
    "an unknown section": ("question-section", first(section="why#nowhere")),
    "an unknown program": ("program-missing", first(stimulus={"program": "none.py"})),
    "an unknown scenario": ("question-scenario", first(lab={"scenario": "none"})),
    "an unknown misconception": ("misconception-unknown", option(1, misconception="none")),
    "an option without its reason": ("option-why", option(2, why=" ")),
    "no right option": ("question-flaw", option(0, correct=False)),
    "two right options": ("question-flaw", option(1, correct=True)),
    "two options that say the same": ("option-twice", option(1, text="HOLD-1 option: a.")),
    "all of the above": ("option-above", option(1, text="All of the above")),
    "a bare not": ("prompt-not", first(prompt="Which one does not wait?")),
    "right options that are all the longest": ("correct-longest", all_of(option(0, text="By far the longest option"))),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_rule_names_what_breaks_it(tmp_path: Path, name: str) -> None:
    code, change = BROKEN[name]
    data = pool_data()
    change(data)
    course = write_quiz(tmp_path, data)
    found = [fault for fault in course.faults(fast=True) if fault.path.name == "questions.yaml"]
    assert [fault.code for fault in found] == [code]
    assert found[0].line > 0
    assert found[0].severity is (Severity.WARNING if code == "correct-longest" else Severity.ERROR)


@pytest.mark.parametrize(
    "change",
    [
        option(1, text="All of the above", pinned=True),
        first(prompt="Which one does **not** wait?"),
        first(prompt="What does `not x` give?"),
    ],
)
def test_what_looks_like_a_fault_and_is_none(tmp_path: Path, change: Change) -> None:
    data = pool_data()
    change(data)
    assert codes(write_quiz(tmp_path, data)) == []


def test_the_fault_stands_where_the_option_stands(course: Course) -> None:
    line, column = course.edit("tiny/questions.yaml", "Because of hold-2 b.", "''")
    (fault,) = course.faults(fast=True)
    assert fault.code == "option-why"
    assert fault.line <= line
    assert line - fault.line <= 5
    assert column


def test_every_objective_is_asked_three_times_unless_the_lesson_is_a_draft(tmp_path: Path) -> None:
    course = write_quiz(tmp_path, pool_data(2))
    assert codes(course) == []
    course.edit("tiny/lesson.yaml", "status: draft", "status: live")
    assert codes(course).count("objective-asked") == 3


def test_a_lesson_that_is_no_draft_has_questions(tmp_path: Path) -> None:
    course = write_quiz(tmp_path, pool_data())
    course.edit("tiny/lesson.yaml", "status: draft", "status: live")
    (course.lesson_folder / "questions.yaml").unlink()
    assert "questions-missing" in codes(course)


def test_questions_are_a_list(course: Course) -> None:
    course.write("tiny/questions.yaml", "a: text\n")
    assert "bad-value" in codes(course)
