"""A made-up question of each type, and how each is answered: the form of a right answer, and that of a wrong one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.quiz.questions import choice

Fields = dict[str, str | list[str]]


def base(kind: str, name: str, **more: Any) -> dict[str, Any]:
    common = {"id": name, "rev": 1, "type": kind, "objective": "hold", "prompt": f"What of {name}?", "source": "docs"}
    return {**common, **more}


def multi(name: str, **more: Any) -> dict[str, Any]:
    """a and b are right, c and d are not."""
    options = [
        {"id": key, "text": f"{name} option {key}", "correct": key in "ab", "why": f"Because of {name} {key}."}
        for key in "abcd"
    ]
    return base("multi", name, **{"credit": "proportional", "options": options, **more})


@dataclass(frozen=True)
class Made:
    """`partly` earns a part of the mark, where the type knows parts."""

    make: Callable[..., dict[str, Any]]
    right: Fields
    wrong: Fields
    partly: Fields | None = None


MADE: dict[str, Made] = {
    "choice": Made(choice, {"option": "a"}, {"option": "b"}),
    "multi": Made(multi, {"option": ["a", "b"]}, {"option": ["c"]}, {"option": ["a"]}),
}
