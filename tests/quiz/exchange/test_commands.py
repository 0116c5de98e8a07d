"""The two commands, and the drafts that they write."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from lessons import catalogue
from lessons.faults import Severity
from lessons.linting import check
from quiz import drafting
from quiz.drafting import DRAFTS
from quiz.pool import pool_of
from tests.lessons.course import Course

GIFT = "$CATEGORY: x\n\n::Who waits::Who waits?{=a #It does. ~b}\n\nTell.{}\n\n::Who waits::And now?{=a ~c}\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "questions.txt"
    path.write_text(GIFT)
    return path


def run(name: str, *arguments: Any, **options: Any) -> tuple[int, str]:
    out = StringIO()
    try:
        call_command(name, *arguments, stdout=out, stderr=StringIO(), **options)
    except SystemExit as ended:
        return int(str(ended.code)), out.getvalue()
    return 0, out.getvalue()


def drafts(course: Course) -> Path:
    return course.lesson_folder / DRAFTS


def write(course: Course, text: str) -> None:
    drafts(course).parent.mkdir()
    drafts(course).write_text(text)


def warnings(course: Course) -> list[tuple[str, int]]:
    faults = check(course.load(), fast=True)
    found = [fault for fault in faults if fault.path.parent.name == "drafts"]
    assert all(fault.severity is Severity.WARNING for fault in found)
    assert not [fault for fault in faults if fault.severity is Severity.ERROR]
    return [(fault.code, fault.line) for fault in found]


def test_an_import_writes_drafts_that_the_check_accepts(served: Course, file: Path) -> None:
    status, said = run("import_questions", file, lesson="tiny")
    assert status == 0
    assert "wrote 2 drafts" in said
    text = drafts(served).read_text()
    assert "- id: who-waits\n" in text
    assert "- id: who-waits-2\n" in text
    assert {code for code, _ in warnings(served)} == {"draft-unwritten"}
    lines = text.splitlines()
    assert all("TO BE WRITTEN" in lines[line - 1] for _, line in warnings(served))


def test_nobody_is_asked_a_draft(served: Course, file: Path) -> None:
    before = pool_of(served.load(), "tiny")
    run("import_questions", file, lesson="tiny")
    after = pool_of(served.load(), "tiny")
    assert before
    assert after
    assert before.questions == after.questions


def test_a_published_lesson_may_have_drafts(served: Course, file: Path) -> None:
    """What stands in them is unwritten, and no fault of the lesson."""
    run("import_questions", file, lesson="tiny")
    served.edit("tiny/lesson.yaml", "status: draft", "status: beta")
    assert "not-written" not in {fault.code for fault in check(served.load(), fast=True)}


def test_a_finished_draft_says_so(served: Course, file: Path) -> None:
    run("import_questions", file, lesson="tiny")
    drafts(served).write_text(drafts(served).read_text().replace("TO BE WRITTEN", "hold"))
    assert {code for code, _ in warnings(served)} == {"draft-finished"}


def test_drafts_are_added_behind_those_that_are_there(served: Course, file: Path) -> None:
    run("import_questions", file, lesson="tiny")
    drafts(served).write_text(drafts(served).read_text() + "# a note of the author\n")
    first = drafts(served).read_text()
    run("import_questions", file, lesson="tiny")
    assert drafts(served).read_text().startswith(first.rstrip())
    found = drafting.entries(drafting.read(served.lesson_folder)[0])
    assert [each["id"] for each in found] == ["who-waits", "who-waits-2", "who-waits-3", "who-waits-4"]


def test_a_dry_run_writes_nothing_and_json_says_what_would_be(served: Course, file: Path) -> None:
    status, said = run("import_questions", file, lesson="tiny", dry_run=True, json=True)
    found = json.loads(said)
    assert status == 0
    assert found["questions"] == 2
    assert [each["line"] for each in found["skipped"]] == [1, 5, 7]
    assert found["faults"] == []
    assert not drafts(served).exists()


def test_a_broken_file_imports_nothing_and_names_every_fault(served: Course, file: Path) -> None:
    file.write_text(GIFT + "\nOpen?{=a\n\nClosed?}\n")
    status, said = run("import_questions", file, lesson="tiny", json=True)
    found = json.loads(said)
    assert status == 1
    assert found["questions"] == 0
    assert [(each["line"], each["column"]) for each in found["faults"]] == [(9, 6), (11, 8)]
    assert not drafts(served).exists()
    status, said = run("import_questions", file, lesson="tiny")
    assert f"{file}:9:6 " in said


@pytest.mark.parametrize("arguments", [("no-such-file", "tiny"), ("questions.txt", "no-such-lesson")])
def test_what_is_not_there_is_said(served: Course, file: Path, arguments: tuple[str, str]) -> None:
    name, lesson = arguments
    with pytest.raises(CommandError):
        run("import_questions", file.parent / name, lesson=lesson)


def test_a_disk_without_room_leaves_the_old_file(served: Course, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("import_questions", file, lesson="tiny")
    before = drafts(served).read_text()

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(drafting.os, "fsync", full)
    with pytest.raises(CommandError, match="No space left"):
        run("import_questions", file, lesson="tiny")
    assert drafts(served).read_text() == before
    assert sorted(each.name for each in drafts(served).parent.iterdir() if each.name.startswith(".")) == []


def test_drafts_that_cannot_be_read_are_not_written_over(served: Course, file: Path) -> None:
    write(served, "- id: [open\n")
    with pytest.raises(CommandError, match="mend it first"):
        run("import_questions", file, lesson="tiny")
    assert drafts(served).read_text() == "- id: [open\n"
    assert [code for code, _ in warnings(served)] == ["bad-yaml"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("- 3\n", "draft-fault"),
        ("- {id: x, type: riddle}\n", "draft-fault"),
        ("- {id: hold-1, rev: 1, type: choice}\n", "draft-fault"),
        ("- {id: x, rev: 0, type: text, surprise: 1}\n", "draft-fault"),
    ],
)
def test_a_fault_in_a_draft_is_a_warning(served: Course, text: str, code: str) -> None:
    write(served, text)
    assert code in {found for found, _ in warnings(served)}


@pytest.mark.parametrize("form", ["gift", "moodle-xml", "qti21", "qti30"])
def test_an_export_is_imported_again_with_other_ids(served: Course, tmp_path: Path, form: str) -> None:
    out = tmp_path / "out"
    status, said = run("export_questions", "tiny", format=form, output=out)
    assert (status, "wrote 9 questions" in said) == (0, True)
    status, said = run("import_questions", out, lesson="tiny")
    assert "wrote 9 drafts" in said
    found = drafting.entries(drafting.read(served.lesson_folder)[0])
    assert [each["id"] for each in found] == [
        f"{each['id']}-2" for each in drafting.entries(served.load().lessons["tiny"].questions)
    ]
    assert {code for code, _ in warnings(served)} == {"draft-finished"}


def test_an_export_of_no_lesson_is_refused() -> None:
    catalogue.shelf.clear()
    with pytest.raises(CommandError, match="There is no lesson"):
        run("export_questions", "no-such-lesson", format="gift")
