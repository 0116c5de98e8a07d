"""Exercises can be done: what they begin with fails the check, the solution passes it, and the hints are there."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from lessons.catalogue import Lesson
from lessons.exercises import Exercise, Trial, asked, report, trial
from lessons.faults import Fault
from lessons.linting.registry import Subject, rule
from lessons.linting.structure import modes_of
from lessons.programs import TIME_LIMIT

HINT = re.compile(r"^\s*Hint:\s*(.+?)\s*$", re.MULTILINE)


def exercises_of(subject: Subject) -> Iterator[tuple[Lesson, Path, Exercise]]:
    """Each with the file that names it: a page, or the lesson's questions."""
    for lesson, mode in modes_of(subject):
        for exercise in mode.exercises:
            yield lesson, mode.path, exercise
    for lesson in subject.catalogue.lessons.values():
        if document := lesson.questions:
            for index, exercise in asked(document.data):
                line, column = document.position(index, "exercise")
                yield lesson, document.path, replace(exercise, line=line, column=column)


@rule("hints-are-there")
def hints_are_there(subject: Subject) -> Iterator[Fault]:
    """A check that names a hint names one of its exercise's."""
    for lesson, path, exercise in exercises_of(subject):
        check = lesson.programs.get(exercise.check)
        if check is None:
            continue
        for found in HINT.finditer(check.text):
            if not found[1].isdigit() or not 1 <= int(found[1]) <= exercise.hints:
                line = check.text.count("\n", 0, found.start(1)) + 1
                column = found.start(1) - check.text.rfind("\n", 0, found.start(1))
                message = f"the exercise at {path.name}:{exercise.line} has {exercise.hints} hints, not {found[1]!r}"
                yield Fault(check.path, line, column, "hint-missing", message)


def trials(subject: Subject, which: str) -> Iterator[tuple[Path, Exercise, Trial]]:
    for lesson, path, exercise in exercises_of(subject):
        tried = trial(exercise, lesson.programs, getattr(exercise, which))
        if tried is not None:
            yield path, exercise, tried


@rule("starts-fail", slow=True)
def starts_fail(subject: Subject) -> Iterator[Fault]:
    """What an exercise begins with does not pass its check: there would be nothing to do."""
    for path, exercise, tried in trials(subject, "start"):
        outcome = subject.stage.outcome(tried)
        found = report(outcome) if outcome.status == 0 else None
        if found and not found["trouble"] and all(test["passed"] for test in found["tests"]):
            message = f"{tried.name} passes {exercise.check} as it is"
            yield Fault(path, exercise.line, exercise.column, "start-passes", message)


@rule("solutions-pass", slow=True)
def solutions_pass(subject: Subject) -> Iterator[Fault]:
    """The solution passes every test of the check, of which there is one at least."""
    for path, exercise, tried in trials(subject, "solution"):
        outcome = subject.stage.outcome_like(tried, lambda outcome: not wrong_in(report(outcome)))
        wrong = wrong_in(report(outcome))
        if outcome.status is None:
            wrong = f"it did not end within {TIME_LIMIT:g} s"
        if wrong:
            message = f"{tried.name} does not pass {exercise.check}: {wrong}"
            yield Fault(path, exercise.line, exercise.column, "solution-fails", message)


def wrong_in(found: dict[str, object] | None) -> str:
    """The first thing wrong in a report, in words; the empty string where all tests passed."""
    if found is None:
        return "the check could not be run"
    trouble, tests = found.get("trouble"), found.get("tests")
    if isinstance(trouble, dict):
        return f"{trouble['kind']}: {trouble['message']}"
    if not isinstance(tests, list) or not tests:
        return "it has no test"
    failed = next((test for test in tests if not test["passed"]), None)
    return f"{failed['words']}: {failed['trouble']['message']}" if failed else ""
