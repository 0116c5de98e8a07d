"""The small course as it looks once its lesson is published: questions enough, and sealed."""

from __future__ import annotations

from typing import Any

from ruamel.yaml import YAML

from lessons.linting.ledger import FILE, resealed
from tests.lessons.course import Course


def question(name: str, **more: Any) -> dict[str, Any]:
    options = [
        {"id": "a", "text": f"{name} waits", "correct": True, "why": "It awaits."},
        {"id": "b", "text": f"{name} computes something", "why": "It does not compute."},
    ]
    base = {"id": name, "rev": 1, "type": "choice", "objective": "tell-apart", "prompt": f"What of {name}?"}
    return {**base, "options": options, "source": "docs", "section": "why#problem", **more}


def ask(course: Course, *questions: dict[str, Any]) -> None:
    with (course.root / "tiny" / "questions.yaml").open("w") as file:
        YAML().dump(list(questions), file)


def seal(course: Course) -> None:
    entries = {name: entry.model_dump() for name, entry in resealed(course.load()).items()}
    with (course.root / FILE).open("w") as file:
        YAML().dump({"questions": entries}, file)


def publish(course: Course) -> None:
    course.edit("tiny/lesson.yaml", "status: draft", "status: beta")
    ask(course, question("first"), question("second"), question("third"))
    seal(course)
