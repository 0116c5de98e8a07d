"""The content itself, as readers get it: its programs run, and print what the pages show."""

from pathlib import Path

import pytest

from lessons import catalogue
from lessons.faults import errors
from lessons.linting import check
from lessons.programs import Stage


@pytest.mark.slow
def test_the_content_has_no_fault_and_its_programs_print_what_is_shown(tmp_path: Path) -> None:
    course = catalogue.get()
    programs = [program for lesson in course.lessons.values() for program in lesson.programs.values()]
    assert programs
    stage = Stage(tmp_path / "outcomes")  # an empty one, so that every program is run now
    stage.run_all(programs, 2, lambda words: None)
    assert [fault.shown(course.root) for fault in errors(check(course, fast=False, stage=stage))] == []
