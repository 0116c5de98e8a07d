"""A stored figure is still what this machine measures, within the lesson's tolerance."""

from collections.abc import Iterator, Mapping
from typing import Any

from lessons.catalogue import Lesson
from lessons.faults import Fault, Severity
from lessons.linting.registry import Subject, rule
from lessons.measuring import NotMeasured
from lessons.results import Result


@rule("figures-hold", measures=True)
def figures_hold(subject: Subject) -> Iterator[Fault]:
    for lesson in subject.catalogue.lessons.values():
        for index, name in enumerate(lesson.document.data.get("results") or []):
            result = lesson.results.get(name)
            if result is None:
                continue
            for code, severity, message in comparison(subject, lesson, result):
                line, column = lesson.document.position("results", index)
                yield Fault(lesson.document.path, line, column, code, message, severity)


def comparison(subject: Subject, lesson: Lesson, result: Result) -> Iterator[tuple[str, Severity, str]]:
    """What differs from a fresh run. A run that is INVALID by its own verdict proves nothing: that is a warning."""
    try:
        done = subject.measure(result)
    except NotMeasured as error:
        yield "figure-unmeasured", Severity.ERROR, f"{result.name!r}: {error}"
        return
    if done["verdict"] == "INVALID":
        reasons = "; ".join(done.get("reasons") or ["no reason given"])
        yield "figure-invalid", Severity.WARNING, f"{result.name!r}: the fresh run is INVALID: {reasons}"
        return
    fresh = figures(done)
    for field, stored in figures(result.done).items():
        now = fresh.get(field)
        if now is None or abs(now - stored) > lesson.tolerance * stored:
            found = "no such figure" if now is None else f"{now:.4g}"
            message = f"{result.name}/{field} is stored as {stored:.4g}; a fresh run gives {found}"
            yield "figure-stale", Severity.ERROR, f"{message} (tolerance {lesson.tolerance:.0%})"


def figures(done: Mapping[str, Any]) -> dict[str, float]:
    """What is compared: each variant's throughput, and the ratio where the run has one."""
    found = {f"{each['name']}/throughput_per_s": float(each["throughput_per_s"]) for each in done["variants"]}
    ratio = done.get("ratio")
    return {**found, "ratio": float(ratio["value"])} if ratio else found
