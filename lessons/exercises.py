"""Exercises: a program that the reader finishes, and the check that says whether it is."""

import hashlib
import json
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import Any

from lessons.programs import Outcome, Program
from lessons.workbench import learner, taken

HARNESS = Path(learner.__file__)
ASKED = ("program", "start", "check", "solution")  # what a question names of its exercise


@dataclass(frozen=True)
class Exercise:
    """A container `exercise`: names of files in `programs/`; `program` is the name that the reader's file has.

    `hints` counts those in the container, `ask` is a path that the page can ask the program for.
    """

    program: str
    start: str
    check: str
    solution: str
    ask: str
    hints: int
    line: int
    column: int


def beside(programs: Mapping[str, Program], texts: Iterable[str], program: str) -> dict[str, Program]:
    """The programs that the texts import, and those that these import; not the reader's own."""
    found: dict[str, Program] = {}
    waiting = [Program("", Path(), text) for text in texts]
    while waiting:
        for module in waiting.pop().imports:
            name = f"{module}.py"
            if name in programs and name != program and name not in found:
                found[name] = programs[name]
                waiting.append(programs[name])
    return dict(sorted(found.items()))


@dataclass(frozen=True)
class Trial(Program):
    """A starter or a solution under its check. `files` are all that lie in the folder, the program's own included."""

    program: str = ""
    check: str = ""
    files: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def key(self) -> str:
        parts = (sys.version, version("django"), version("asgiref"), HARNESS.read_text(encoding="utf-8"))
        files = json.dumps([self.program, self.check, dict(self.files)], sort_keys=True)
        return hashlib.sha256("\0".join((*parts, files)).encode()).hexdigest()[:32]

    @contextmanager
    def ready(self) -> Iterator[tuple[Path, list[str]]]:
        with tempfile.TemporaryDirectory(prefix="exercise-") as folder:
            for name, text in self.files.items():
                Path(folder, name).write_text(text, encoding="utf-8")
            yield Path(folder), [str(HARNESS), "check", folder, self.program, self.check]


def trial(exercise: Exercise, programs: Mapping[str, Program], which: str) -> Trial | None:
    """The trial of a `start` or a `solution`; None where a file is missing, which the reading has named."""
    tried, check = programs.get(which), programs.get(exercise.check)
    if tried is None or check is None:
        return None
    around = beside(programs, (tried.text, check.text), exercise.program)
    files = {name: program.shown for name, program in around.items()}
    files |= {exercise.program: tried.shown, check.name: check.shown}
    return Trial(tried.name, tried.path, tried.text, exercise.program, check.name, files)


def archive(title: str, exercises: Iterable[Exercise], programs: Mapping[str, Program], program: str) -> bytes | None:
    """The zip of a project as it begins: its first start, what lies beside it, its checks. None where there is none."""
    steps = [each for each in exercises if each.program == program]
    if not steps:
        return None
    checks = {each.check: programs[each.check].shown for each in steps}
    start = programs[steps[0].start]
    around = beside(programs, [start.text, *(programs[name].text for each in steps for name in names(each))], program)
    files = {name: each.shown for name, each in around.items()} | {program: start.shown}
    return taken.archive(title, program, files, checks)


def asked(data: Any) -> Iterator[tuple[int, Exercise]]:
    """The exercises that questions.yaml names, each with the place of its question in the list: those of its `exercise`
    that have all four names. Their hints are the question's own, given by the page and not named by a check."""
    for index, question in enumerate(data if isinstance(data, list) else []):
        files = question.get("exercise") if isinstance(question, dict) else None
        if isinstance(files, dict):
            program, start, check, solution = (str(files.get(key) or "") for key in ASKED)
            if program and start and check and solution:
                yield index, Exercise(program, start, check, solution, ask="", hints=0, line=1, column=1)


def names(exercise: Exercise) -> tuple[str, str, str]:
    return exercise.start, exercise.check, exercise.solution


def report(outcome: Outcome) -> dict[str, Any] | None:
    """What the harness said; None where it could not say anything."""
    try:
        found = json.loads(outcome.stdout)
    except ValueError:
        return None
    return found if isinstance(found, dict) else None
