"""Stored lab runs that a lesson cites: the `run` line and the `done` line of the engine's output."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from lessons.faults import Fault

NUMBER = re.compile(r"^\D*?([-−]?\d[\d,]*(?:\.(\d+))?)\s*(.*)$", re.DOTALL)


@dataclass(frozen=True)
class Result:
    """`run` and `done` are read-only. The run can be watched at /lab/runs/<lesson>.<name>/."""

    lesson: str
    name: str
    path: Path
    run: Mapping[str, Any]
    done: Mapping[str, Any]

    @property
    def run_id(self) -> str:
        return f"{self.lesson}.{self.name}"

    @property
    def scenario(self) -> str:
        return str(self.run["scenario"])

    @property
    def question(self) -> str:
        return str(self.run.get("question", ""))

    @property
    def verdict(self) -> str:
        return str(self.done["verdict"])

    def variants(self) -> list[tuple[Mapping[str, Any], Mapping[str, Any]]]:
        """Each variant as announced and as measured, in the run's order."""
        measured = {variant["name"]: variant for variant in self.done["variants"]}
        return [(each, measured[each["name"]]) for each in self.run["variants"] if each["name"] in measured]

    def figure(self, field: str) -> float:
        """The number at `ratio` or `VARIANT/FIELD`; FIELD may be dotted. Raises LookupError with a sentence."""
        if field == "ratio":
            ratio = self.done.get("ratio")
            if not ratio:
                raise LookupError(f"the result {self.name!r} has no ratio")
            return float(ratio["value"])
        variant, slash, name = field.partition("/")
        names = [each["name"] for each in self.done["variants"]]
        if variant not in names or not slash:
            raise LookupError(f"the result {self.name!r} has no variant {variant!r}; it has {', '.join(names)}")
        value: Any = next(each for each in self.done["variants"] if each["name"] == variant)
        for step in name.split("."):
            if not isinstance(value, Mapping) or step not in value:
                raise LookupError(f"the variant {variant!r} has no figure {name!r}")
            value = value[step]
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise LookupError(f"{field!r} is not a number")
        return float(value)


@dataclass(frozen=True)
class Typed:
    """A number as it stands in a text: its value, the digits after its point, and what follows it."""

    value: float
    digits: int
    unit: str


def typed(text: str) -> Typed | None:
    found = NUMBER.match(text.strip())
    if not found:
        return None
    number = found[1].replace(",", "").replace("−", "-")
    return Typed(float(number), len(found[2] or ""), found[3].strip())


def agrees(shown: Typed, stored: float, field: str) -> bool:
    """Whether the typed number is the stored one, rounded to the digits typed. Milliseconds may be typed in seconds."""
    return abs(in_unit_of(shown, stored, field) - shown.value) <= 0.5 * 10.0**-shown.digits + 1e-9


def in_unit_of(shown: Typed, stored: float, field: str) -> float:
    seconds = bool(re.match(r"s\b|seconds?\b", shown.unit)) and "_ms" in field
    return stored / 1000 if seconds else stored


def read(lesson: str, name: str, path: Path) -> tuple[Result | None, list[Fault]]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return None, [Fault(path, 1, 1, "missing-file", "this result is named in lesson.yaml and does not exist")]
    return parse(lesson, name, path, lines)


def parse(lesson: str, name: str, path: Path, lines: Sequence[str]) -> tuple[Result | None, list[Fault]]:
    if len(lines) < 2:
        return None, [Fault(path, 1, 1, "bad-result", "a stored result has a run line, snapshots and a done line")]
    parts: list[Mapping[str, Any]] = []
    for number, kind in ((1, "run"), (len(lines), "done")):
        try:
            line = json.loads(lines[number - 1])
        except ValueError as error:
            return None, [Fault(path, number, 1, "bad-result", f"this line is not JSON: {error}")]
        if not isinstance(line, dict) or line.get("type") != kind or not line.get("variants"):
            return None, [Fault(path, number, 1, "bad-result", f"a {kind} line with its variants is expected here")]
        parts.append(frozen(line))
    return Result(lesson, name, path, *parts), []


def frozen(value: Any) -> Any:
    if isinstance(value, dict):
        return MappingProxyType({key: frozen(item) for key, item in value.items()})
    if isinstance(value, list):
        return tuple(frozen(item) for item in value)
    return value
