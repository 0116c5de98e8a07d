"""Made-up questions: a pool over three objectives, as plain data, as questions and as a course in a folder."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from quiz.questions import Question, parse
from tests.lessons.course import Course, write_course

OBJECTIVES = {"hold": "Say what a wait holds.", "predict": "Predict the throughput.", "decide": "Decide about async."}


def choice(name: str, objective: str = "hold", right: str = "a", **more: Any) -> dict[str, Any]:
    """Three options, a, b and c, each with a reason of its own; b reveals a misconception."""
    options = [
        {"id": key, "text": f"{name} option {key}", "correct": key == right, "why": f"Because of {name} {key}."}
        for key in "abc"
    ]
    options[1]["misconception"] = "async-is-faster"
    base = {"id": name, "rev": 1, "type": "choice", "objective": objective, "prompt": f"What of {name}?"}
    return {**base, "options": options, "source": "docs", **more}


def pool_data(per_objective: int = 3) -> list[dict[str, Any]]:
    return [
        choice(
            f"{objective}-{number}", objective, section="why#problem", lab={"scenario": "sync-vs-async", "clients": 9}
        )
        for objective in OBJECTIVES
        for number in range(1, per_objective + 1)
    ]


def questions(per_objective: int = 3) -> tuple[Question, ...]:
    return tuple(parse(data) for data in pool_data(per_objective))


def write_quiz(root: Path, data: list[dict[str, Any]]) -> Course:
    """A whole course whose lesson `tiny` has three objectives and asks these questions."""
    course = write_course(root)
    names = "".join(f"  {name}: {text}\n" for name, text in OBJECTIVES.items())
    course.edit("course.yaml", "  tell-apart: Tell waiting from running.\n", names)
    course.edit("tiny/lesson.yaml", "[tell-apart]", f"[{', '.join(OBJECTIVES)}]")
    with (course.lesson_folder / "questions.yaml").open("w", encoding="utf-8") as file:
        YAML().dump(data, file)
    return course
