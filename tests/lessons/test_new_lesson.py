import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from lessons import catalogue as shelf
from lessons.programs import Stage, start
from tests.lessons.course import Course


@pytest.fixture
def served(course: Course, settings: Any, tmp_path: Path) -> Iterator[Course]:
    settings.CONTENT_ROOT = settings.BASE_DIR = course.root
    settings.VAR_DIR = tmp_path / "var"
    course.run = start  # the skeleton's program is run for real
    yield course
    shelf.shelf.clear()


def new(*arguments: str) -> str:
    out = io.StringIO()
    call_command("new_lesson", *arguments, stdout=out)
    return out.getvalue()


@pytest.mark.parametrize("modes", [(), ("--modes", "why,review"), ("--modes", "basics"), ("--modes=visualize",)])
def test_the_draft_passes_the_check(served: Course, modes: tuple[str, ...]) -> None:
    assert new("waits-on-disk", *modes).startswith("wrote waits-on-disk, and listed it in course.yaml\n")
    assert served.faults() == []
    lesson = served.load().lessons["waits-on-disk"]
    assert (lesson.title, lesson.status) == ("Waits on disk", "draft")


def test_as_beta_it_names_every_place_that_is_not_written(served: Course) -> None:
    new("waits-on-disk", "--modes", "why")
    served.edit("waits-on-disk/lesson.yaml", "status: draft", "status: beta")
    codes = [place[3] for place in served.places(fast=True)]
    assert {"not-written", "objective-asked"} <= set(codes)


def test_it_refuses_what_it_cannot_make_and_changes_nothing(served: Course) -> None:
    before = (served.root / "course.yaml").read_text()
    for arguments, words in (
        (("Waits on Disk",), "how about 'waits-on-disk'"),
        (("tiny",), "There is a tiny already"),
        (("other", "--modes", "why,whence"), "There is no mode whence"),
    ):
        with pytest.raises(CommandError, match=words):
            new(*arguments)
    served.edit("course.yaml", "lessons: [tiny]", "lessons:\n  - tiny")
    with pytest.raises(CommandError, match="no line `lessons:"):
        new("other")
    assert not (served.root / "other").exists()
    assert (served.root / "course.yaml").read_text().replace("lessons:\n  - tiny", "lessons: [tiny]") == before


def test_the_skeletons_program_prints_what_the_skeleton_shows(served: Course, tmp_path: Path) -> None:
    new("waits-on-disk")
    program = served.load().lessons["waits-on-disk"].programs["first.py"]
    assert Stage(tmp_path / "again").outcome(program).stdout == "waited\n"
