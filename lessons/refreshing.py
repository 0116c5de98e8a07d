"""Typed figures brought up to date with the stored results, each with as many digits as it was typed with."""

from lessons.catalogue import Lesson, Mode
from lessons.links import figure_target
from lessons.parts import Link
from lessons.results import NUMBER, agrees, in_unit_of, typed


def refreshed(text: str, lesson: Lesson, mode: Mode) -> tuple[str, list[tuple[str, str]]]:
    """The mode's text with every figure link as stored, and what was changed: (old, new) words of each link."""
    lines = text.splitlines(keepends=True)
    changes: list[tuple[str, str]] = []
    # From the last to the first, so that a longer number moves no place that is still to come.
    for link in sorted(mode.links, key=lambda each: (each.line, each.column), reverse=True):
        words = as_stored(link, lesson) if link.scheme == "figure" else None
        if words is None:
            continue
        line, start = lines[link.line - 1], link.column - 1
        if not line.startswith(f"[{link.text}]", start):
            continue  # the words hold markup or run over the end of a line: left to a person
        lines[link.line - 1] = f"{line[:start]}[{words}]{line[start + len(link.text) + 2 :]}"
        changes.append((link.text, words))
    return "".join(lines), changes[::-1]


def as_stored(link: Link, lesson: Lesson) -> str | None:
    """The link's words with the stored number for the typed one; None where they agree or cannot be compared."""
    name, field = figure_target(link.target)
    shown, found = typed(link.text), NUMBER.match(link.text.strip())
    if shown is None or found is None or name not in lesson.results:
        return None
    try:
        stored = lesson.results[name].figure(field)
    except LookupError:
        return None
    if agrees(shown, stored, field):
        return None
    number = f"{in_unit_of(shown, stored, field):,.{shown.digits}f}"
    return link.text.strip().replace(found[1], number, 1)
