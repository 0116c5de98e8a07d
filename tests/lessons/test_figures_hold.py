"""Stored figures against a fresh run of the lab."""

from collections.abc import Mapping
from typing import Any

import pytest

from lessons.faults import Severity
from lessons.linting.registry import Subject, run_rules
from lessons.measuring import NotMeasured, measure, options
from lessons.programs import Stage
from lessons.results import Result
from tests.lessons.course import Course, printed


def faults(course: Course, fresh: Any) -> list[tuple[str, Severity, str]]:
    """Code, severity and message of what a fresh run's `done` line makes of the course."""

    def measured(result: Result) -> Mapping[str, Any]:
        if isinstance(fresh, Exception):
            raise fresh
        return fresh(result.done)  # type: ignore[no-any-return]

    subject = Subject(course.load(), Stage(course.root.parent / "outcomes", printed), measured)
    found = run_rules(subject, fast=True, measuring=True)
    place = course.find("tiny/lesson.yaml", "sync-vs-async]\nstatus")
    assert all((fault.line, fault.column) == place for fault in found)
    return [(fault.code, fault.severity, fault.message) for fault in found]


def done(stored: Mapping[str, Any], factor: float, verdict: str = "VALID") -> dict[str, Any]:
    variants = [
        {**each, "throughput_per_s": each["throughput_per_s"] * (factor if each["name"] == "async" else 1)}
        for each in stored["variants"]
    ]
    ratio = {**stored["ratio"], "value": stored["ratio"]["value"] * factor}
    return {"verdict": verdict, "reasons": ["The machine was busy."], "variants": variants, "ratio": ratio}


def test_a_run_within_the_tolerance_is_no_fault(course: Course) -> None:
    assert faults(course, lambda stored: done(stored, 0.8)) == []


def test_a_figure_beyond_the_tolerance_is_stale(course: Course) -> None:
    found = faults(course, lambda stored: done(stored, 0.7))
    assert [code for code, _, _ in found] == ["figure-stale", "figure-stale"]
    assert "sync-vs-async/async/throughput_per_s is stored as 198.7; a fresh run gives 139.1" in found[0][2]
    course.edit("tiny/lesson.yaml", "status: draft", "tolerance: 0.4\nstatus: draft")
    course.edit("tiny/lesson.yaml", "tolerance: 0.4\nstatus: draft", "status: draft\ntolerance: 0.4")
    assert faults(course, lambda stored: done(stored, 0.7)) == []


def test_an_invalid_run_proves_nothing_and_is_a_warning(course: Course) -> None:
    ((code, severity, message),) = faults(course, lambda stored: done(stored, 0.1, "INVALID"))
    assert (code, severity) == ("figure-invalid", Severity.WARNING)
    assert "The machine was busy." in message


def test_a_run_that_fails_is_a_fault(course: Course) -> None:
    assert [code for code, _, _ in faults(course, NotMeasured("no server"))] == ["figure-unmeasured"]


def test_without_measure_nothing_is_run(course: Course) -> None:
    assert course.faults() == []  # the fixture's lab would be the real one


def test_the_run_is_asked_for_with_the_stored_settings(course: Course) -> None:
    words = options(course.lesson().results["sync-vs-async"])
    assert " ".join(words) == "--clients 100 --seconds 6.0 --latency 500.0 --seed 1"


@pytest.mark.slow
def test_the_lab_itself_is_run(course: Course) -> None:
    path = course.lesson_folder / "results" / "sync-vs-async.jsonl"
    path.write_text(
        path.read_text().replace('"clients": 100', '"clients": 4').replace('"seconds": 6.0', '"seconds": 1')
    )
    fresh = measure(course.lesson().results["sync-vs-async"])
    assert fresh["type"] == "done"
    assert {each["name"] for each in fresh["variants"]} == {"sync", "async"}


@pytest.mark.slow
def test_a_lab_that_refuses_says_why(course: Course) -> None:
    path = course.lesson_folder / "results" / "sync-vs-async.jsonl"
    path.write_text(path.read_text().replace('"clients": 100', '"clients": 100000'))
    with pytest.raises(NotMeasured, match=r"the run failed: .*500"):
        measure(course.lesson().results["sync-vs-async"])
