"""A lab run put in the place of a stored one: what is good enough, the file, and which figures moved."""

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from lessons.catalogue import Lesson
from lessons.links import figure_target
from lessons.linting.fresh import figures
from lessons.results import Result

VERDICTS = ("INVALID", "SUSPECT", "VALID")


def good_enough(verdict: str, stored: str | None) -> bool:
    """A VALID run always is; another one in the place of one that was no better; where there is none, not INVALID."""
    return VERDICTS.index(verdict) >= VERDICTS.index(stored or "SUSPECT")


def write(path: Path, lines: Sequence[str]) -> None:
    """All of it or nothing: whoever reads meanwhile finds the old file or the new one."""
    path.parent.mkdir(exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        beside.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def cited(lesson: Lesson, name: str) -> dict[str, list[str]]:
    """The figures of a result that the lesson's pages type, each with the modes that do."""
    found: dict[str, list[str]] = {}
    for mode in lesson.modes.values():
        for link in mode.links:
            if link.scheme == "figure" and figure_target(link.target)[0] == name:
                modes = found.setdefault(figure_target(link.target)[1], [])
                if mode.slug not in modes:
                    modes.append(mode.slug)
    return found


def moved(old: Result, new: Result, cited: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """A sentence for each figure that moved: those that pages cite, each throughput and the ratio."""
    for field in sorted({*cited, *figures(old.done)}):
        before, after = value(old, field), value(new, field)
        if before == after:
            continue
        if before is None or after is None:
            yield f"{field}: {shown(before)} -> {shown(after)}{where(cited.get(field))}"
            continue
        share = f" ({(after - before) / before:+.1%})" if before else ""
        yield f"{field}: {shown(before)} -> {shown(after)}{share}{where(cited.get(field))}"


def value(result: Result, field: str) -> float | None:
    try:
        return result.figure(field)
    except LookupError:
        return None


def shown(figure: float | None) -> str:
    return "none" if figure is None else f"{figure:.4g}"


def where(modes: Sequence[str] | None) -> str:
    return f", in {', '.join(modes)}" if modes else ""


def words(result: Result) -> str:
    """The verdict with its reasons."""
    reasons = "; ".join(result.done.get("reasons") or ())
    return f"{result.verdict}: {reasons}" if reasons else result.verdict
