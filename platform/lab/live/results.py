"""The runs that lessons cite: files beside the lesson, watched at `<lesson>.<name>` like any other run."""

from __future__ import annotations

from lab.live.log import Frame, Log
from lessons import catalogue
from lessons.results import Result


def find(run_id: str) -> Result | None:
    lesson, dot, name = run_id.partition(".")
    found = catalogue.get().lessons.get(lesson) if dot else None
    return found.results.get(name) if found else None


def every() -> list[Result]:
    return [result for lesson in catalogue.get().lessons.values() for result in lesson.results.values()]


def load(run_id: str) -> Log | None:
    """Their lines were merged when they were recorded; here each counts as one."""
    result = find(run_id)
    if result is None:
        return None
    log = Log(run_id, "done")
    for offset, line in enumerate(result.path.read_text(encoding="utf-8").splitlines()):
        log.take(Frame(offset, 1, line))
    return log
