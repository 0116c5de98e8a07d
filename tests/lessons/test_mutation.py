"""A wrong claim cannot be published: of a hundred random edits of answers, outputs and figures the check finds 95 or more."""

import random
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from lessons.catalogue import content_root, whole
from lessons.linting import check
from lessons.loading import load
from lessons.programs import Outcome, Program, Stage, start

EDITS = 100
SHARE = 0.95

OUTPUT = re.compile(r"^ *```output\n(.*?)^ *```", re.MULTILINE | re.DOTALL)
FIGURE = re.compile(r"\[([^\]]*\d[^\]]*)\]\(figure:[^)]*\)")
CORRECT = re.compile(r"correct: true")
TEXT = re.compile(r"\btext: (?P<text>[^,}\n]+)")
ANSWER = re.compile(r"^  (?:answer|answers|value|tolerance|unit|accepted|order): (?P<text>.+)$", re.MULTILINE)
WORD = re.compile(r"\d|[a-z]{3,}")


@dataclass(frozen=True)
class Edit:
    path: Path
    start: int
    end: int
    new: str

    def apply(self, root: Path) -> str:
        """Makes the edit in a copy of the content; says what it was."""
        path = root / self.path
        text = path.read_text(encoding="utf-8")
        path.write_text(text[: self.start] + self.new + text[self.end :], encoding="utf-8")
        line = text[: self.start].count("\n") + 1
        return f"{self.path}:{line} {text[self.start : self.end]!r} -> {self.new!r}"


def other(text: str, chance: random.Random) -> str:
    """Another digit for a digit, a word with a letter missing for a word."""
    if text.isdigit():
        return str((int(text) + chance.randint(1, 9)) % 10)
    at = chance.randrange(len(text))
    return text[:at] + text[at + 1 :]


def within(pattern: re.Pattern[str], group: int | str, path: Path, text: str, chance: random.Random) -> Iterator[Edit]:
    """An edit of one digit or word within each match."""
    for found in pattern.finditer(text):
        parts = list(WORD.finditer(found[group]))
        if parts:
            part = chance.choice(parts)
            begin = found.start(group) + part.start()
            yield Edit(path, begin, begin + len(part[0]), other(part[0], chance))


def wrong_answers(path: Path, text: str, chance: random.Random) -> Iterator[Edit]:
    for found in CORRECT.finditer(text):
        yield Edit(path, found.start(), found.end(), "correct: false")


def edits(lesson: Path, chance: random.Random) -> dict[str, list[Edit]]:
    """Every place of a lesson at which an edit of each kind could be made."""
    found: dict[str, list[Edit]] = {"answers": [], "outputs": [], "figures": []}
    for path in sorted(lesson.glob("*.md")):
        name, text = path.relative_to(lesson.parent), path.read_text(encoding="utf-8")
        found["outputs"] += within(OUTPUT, 1, name, text, chance)
        found["figures"] += within(FIGURE, 1, name, text, chance)
    path = lesson / "questions.yaml"
    name, text = path.relative_to(lesson.parent), path.read_text(encoding="utf-8")
    found["answers"] += wrong_answers(name, text, chance)
    found["answers"] += within(TEXT, "text", name, text, chance)
    found["answers"] += within(ANSWER, "text", name, text, chance)
    return found


def once() -> Callable[[Program], Outcome]:
    """Runs a program the first time that it is asked for: what it prints does not depend on the text around it."""
    known: dict[str, Outcome] = {}

    def run(program: Program) -> Outcome:
        if program.key not in known:
            known[program.key] = start(program)
        return known[program.key]

    return run


@pytest.mark.slow
def test_the_check_finds_wrong_answers_outputs_and_figures(tmp_path: Path) -> None:
    """In each round every lesson has one edit: its fault has to be found in that lesson."""
    chance = random.Random(1)
    root, stage = content_root(), Stage(tmp_path / "outcomes", once())
    before = {fault.code for fault in check(whole(), fast=False, stage=stage) if fault.severity == "error"}
    assert before == set()
    places = {path.parent.name: edits(path.parent, chance) for path in sorted(root.glob("*/lesson.yaml"))}
    for slug, kinds in places.items():
        assert all(len(found) >= 5 for found in kinds.values()), (slug, {kind: len(kinds[kind]) for kind in kinds})
    made = 0
    missed: list[str] = []
    while made < EDITS:
        copy = tmp_path / "content"
        shutil.copytree(root, copy)
        done = {}
        for slug, kinds in places.items():
            done[slug] = chance.choice(kinds[list(kinds)[made % len(kinds)]]).apply(copy)
            made += 1
        faults = check(load(copy), fast=False, stage=stage)
        found = {fault.path.relative_to(copy).parts[0] for fault in faults if fault.severity == "error"}
        missed += [edit for slug, edit in done.items() if slug not in found]
        shutil.rmtree(copy)
    assert len(missed) <= made * (1 - SHARE), "\n".join(missed)
    print(f"{made - len(missed)} of {made} found", *missed, sep="\n")
