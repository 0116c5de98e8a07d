"""A made-up question of each type, and how each is answered: the form of a right answer, and that of a wrong one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from quiz.questions.match import token
from tests.quiz.questions import choice

Fields = Mapping[str, str | list[str]]


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


def predict_as_written(name: str, **more: Any) -> dict[str, Any]:
    """As it stands in questions.yaml; the program of the made-up course prints `done`."""
    texts = {"a": "done", "b": "None", "c": "waiting"}
    options = [{"id": key, "text": text, "why": f"Because of {name} {key}."} for key, text in texts.items()]
    return base("predict", name, **{"options": options, "stimulus": {"program": "wait.py"}, **more})


def predict(name: str, **more: Any) -> dict[str, Any]:
    """As it is asked, once the program has been run."""
    data = predict_as_written(name, **more)
    options = [{**option, "correct": option["text"] == "done"} for option in data["options"]]
    return {**data, "options": options, "printed": "done\n"}


def order(name: str, **more: Any) -> dict[str, Any]:
    """a, b, c, d is the right order."""
    items = [{"id": key, "text": f"line {key} of {name}"} for key in "abcd"]
    reasons = {"why": f"Because of {name} a.", "otherwise": f"Because of {name} b."}
    return base("order", name, **{"credit": "run", "items": items, **reasons, **more})


def match(name: str, **more: Any) -> dict[str, Any]:
    """Each right side has the id of its left one; x belongs to nothing."""
    pairs = [
        {"id": key, "left": f"left {key}", "right": f"right {key}", "why": f"Because of {name} {key}."} for key in "abc"
    ]
    return base("match", name, **{"pairs": pairs, "extra": [{"id": "x", "text": "right x"}], **more})


def chart(name: str, **more: Any) -> dict[str, Any]:
    """a is right: one thread busy after the other."""
    spans = {
        "a": [[0, 10, "running"], [10, 500, "waiting"], [500, 510, "running"]],
        "b": [[0, 300, "waiting"], [300, 600, "queued"]],
        "c": [[0, 900, "waiting"], [900, 950, "error"]],
    }
    options = [
        {
            "id": key,
            "text": f"{name} picture {key}",
            "correct": key == "a",
            "why": f"Because of {name} {key}.",
            "lanes": [{"label": "Thread 1", "spans": each}],
        }
        for key, each in spans.items()
    ]
    return base("chart", name, **{"options": options, "end": 1000.0, "unit": "ms", **more})


@dataclass(frozen=True)
class Made:
    """`partly` earns a part of the mark, where the type knows parts."""

    make: Callable[..., dict[str, Any]]
    right: Fields
    wrong: Fields
    partly: Fields | None = None


def places(order: str) -> Fields:
    return {f"place-{item}": str(place) for place, item in enumerate(order, 1)}


def pairs(partners: str) -> Fields:
    return {f"pair-{pair}": token(partner) for pair, partner in zip("abc", partners, strict=True)}


# `card` and `code` are told that all is well, and have no wrong answer: see tests/quiz/placing.py and their own tests.
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
    "predict": Made(predict, {"option": "a"}, {"option": "b"}),
    # By place, as somebody would fill them in: a line that is moved moves the others.
    "order": Made(order, places("abcd"), places("dcba"), places("abdc")),
    "match": Made(
        match,
        pairs("abc"),
        pairs("bxa"),
        pairs("abx"),
    ),
    "chart": Made(chart, {"option": "a"}, {"option": "b"}),
}
