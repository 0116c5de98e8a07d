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


def number(name: str, **more: Any) -> dict[str, Any]:
    """12.5 s is right, within 2 %; 0.5 s is a known slip."""
    slip = {"value": 0.5, "why": f"Because of {name} slip.", "misconception": "async-is-faster"}
    known = {"value": 12.5, "unit": "s", "units": {"ms": 0.001}, "tolerance": {"relative": 0.02}, "slips": [slip]}
    reasons = {"why": f"Because of {name} a.", "otherwise": f"Because of {name} b."}
    return base("number", name, **{**known, **reasons, **more})


def text(name: str, **more: Any) -> dict[str, Any]:
    """`sync_to_async` is right, with or without a call's brackets; `asyncio.run` is a known slip."""
    slip = {"accepted": ["asyncio.run"], "why": f"Because of {name} slip."}
    answer = {"accepted": ["sync_to_async"], "patterns": [r"sync_to_async\s*\(.*\)"]}
    reasons = {"why": f"Because of {name} a.", "otherwise": f"Because of {name} b."}
    return base("text", name, **{"answer": answer, "slips": [slip], "example": "`a_name`", **reasons, **more})


def blanks(name: str, **more: Any) -> dict[str, Any]:
    """`await` belongs into gap a, `gather` into gap b."""
    gaps = [
        {
            "id": key,
            "accepted": accepted,
            "why": f"Because of {name} {key}.",
            "otherwise": f"Because of {name} {key} other.",
            "slips": [{"accepted": [slip], "why": f"Because of {name} {key} slip."}],
        }
        for key, accepted, slip in (("a", ["await"], "yield"), ("b", ["gather", "asyncio . gather"], "wait"))
    ]
    code = "async def view(request):\n    replies = {{a}} {{b}}(news(), prices())\n    return page(replies)"
    return base("blanks", name, **{"code": code, "gaps": gaps, **more})


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
    "number": Made(number, {"value": "12500 ms"}, {"value": "0,5"}),
    "text": Made(text, {"value": "sync_to_async"}, {"value": "asyncio.run"}),
    "blanks": Made(
        blanks,
        {"gap-a": "await", "gap-b": "asyncio.gather"},
        {"gap-a": "yield", "gap-b": ""},
        {"gap-a": "await", "gap-b": "wait"},
    ),
}
