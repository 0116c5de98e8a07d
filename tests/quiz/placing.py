"""A made-up course whose modes ask questions among their text: some in each set, one of each type among them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from tests.lessons.course import Course
from tests.lessons.halving import CHECK, SOLUTION, START
from tests.quiz.questions import choice, pool_data, write_quiz
from tests.quiz.types import MADE, base

HINTS = ["Look at the first one.", "It is the first one."]


def card(name: str) -> dict[str, Any]:
    return base("card", name, set="recall", back=f"The back of {name}.")


HALF = {"program": "half.py", "start": "half_start.py", "check": "half_check.py", "solution": "half_done.py"}


def code(name: str) -> dict[str, Any]:
    """Half of a number; see tests/lessons/halving.py. Its files are added by `add_files`."""
    return base("code", name, set="practice", exercise=HALF, why=f"Because of {name}.")


def add_files(course: Course) -> None:
    check = CHECK.replace("        Hint: 2\n", "")
    for name, text in (("start", START), ("done", SOLUTION), ("check", check)):
        course.write(f"tiny/programs/half_{name}.py", text)
    course.write("tiny/programs/numbers_given.py", "GIVEN = [4, 10]\n")


def add_code(course: Course) -> Course:
    """Its practice asks for a program as well, with a hint."""
    questions = course.lesson_folder / "questions.yaml"
    with questions.open("a", encoding="utf-8") as file:
        YAML().dump([{**code("p-code"), "hints": HINTS[:1]}], file)
    fill(course, "tiny/practice.md", "task-3", "::: question p-code\nThe solution of p-code.\n:::")
    add_files(course)
    return course


def write_code(root: Path) -> Course:
    return add_code(write_quiz(root, pool_data()))


def sets_data() -> list[dict[str, Any]]:
    """Practice asks each type, the first two with hints; the challenge asks five choices, whose right option is a."""
    practice = [{**made.make(f"p-{kind}"), "set": "practice"} for kind, made in MADE.items()]
    for each in practice[:2]:
        each["hints"] = HINTS
    challenge = [choice(f"c-{number}", set="challenge") for number in range(1, 6)]
    visual = [choice(f"v-{number}", set="visual") for number in range(1, 3)]
    return [*practice, *challenge, *visual, card("r-1"), card("r-2")]


PLACED = {
    "practice": "task-2",
    "challenge": "problem-1",
    "visual": "visual-quiz",
    "recall": "recall",
}
PAGES = {"practice": "practice", "challenge": "challenge", "visual": "visualize", "recall": "review"}


def write_placed(root: Path) -> Course:
    data = sets_data()
    course = write_quiz(root, [*pool_data(), *data])
    for name, section in PLACED.items():
        slots = "\n\n".join(
            f"::: question {each['id']}\nThe solution of {each['id']}.\n:::" for each in data if each["set"] == name
        )
        fill(course, f"tiny/{PAGES[name]}.md", section, slots)
    fill(course, "tiny/challenge.md", "mastery", "::: mastery\n:::")
    return course


def fill(course: Course, page: str, section: str, text: str) -> None:
    head = f"## Section {section} {{#{section}}}\n\n"
    old = re.search(re.escape(head) + r"Words\.", (course.root / page).read_text())
    assert old, f"{page} has no such section"
    course.edit(page, old[0], head + text)
