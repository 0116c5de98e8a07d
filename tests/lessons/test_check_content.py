import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from lessons import catalogue as shelf
from lessons import checked
from tests.lessons.course import Course


@pytest.fixture(autouse=True)
def served(course: Course, settings: Any, tmp_path: Path) -> Iterator[Course]:
    settings.CONTENT_ROOT = course.root
    settings.VAR_DIR = tmp_path / "var"
    settings.BASE_DIR = course.root
    yield course
    shelf.shelf.clear()


def check(*arguments: str) -> tuple[int, str, str]:
    """Exit status, standard output and standard error of the command."""
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command("check_content", *arguments, stdout=out, stderr=err, no_color=True)
    except SystemExit as end:
        return int(end.code or 0), out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


def test_it_runs_the_programs_and_finds_nothing() -> None:
    status, out, err = check()
    assert (status, out) == (0, "")
    assert "programs 1/1 wait.py" in err
    assert "1 lessons, 9 pages: 0 errors, 0 warnings" in err


def test_an_unchanged_course_is_not_checked_again_unless_it_is_asked_for() -> None:
    check()
    assert check() == (0, "", "unchanged since the last check: 0 errors, 0 warnings\n")
    again = check("--again")[2]
    assert "1 lessons, 9 pages" in again
    assert "programs" not in again  # they print what they printed


def test_warnings_are_remembered_and_errors_are_found_each_time(served: Course) -> None:
    served.write("tiny/programs/idle.py", "print()\n")
    first, second = check(), check()
    assert first[:2] == second[:2]
    assert "program-unused" in second[1]
    served.edit("tiny/why.md", "[docs](source:docs)", "[docs](source:dogs)")
    assert check()[0] == check()[0] == 1


def test_a_fast_check_is_not_taken_for_a_whole_one(served: Course) -> None:
    served.edit("tiny/basics.md", "```output\ndone", "```output\ndine")
    assert check("--fast")[0] == 0
    assert check()[0] == 1


def test_a_change_of_any_file_or_version_is_a_reason_to_check(served: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    check()
    served.edit("words.txt", "async", "asynch")
    assert "unchanged" not in check()[2]
    check()
    monkeypatch.setattr(checked, "distributions", lambda: ())
    assert "unchanged" not in check()[2]


def test_it_prints_a_line_a_fault_and_fails(served: Course) -> None:
    line, column = served.edit("tiny/why.md", "[docs](source:docs)", "[docs](source:dogs)")
    status, out, _ = check("--fast")
    assert status == 1
    assert out == f"tiny/why.md:{line}:{column} link-target lesson.yaml has no source 'dogs'\n"


def test_warnings_alone_do_not_fail(served: Course) -> None:
    served.write("tiny/programs/idle.py", "print()\n")
    status, out, _ = check("--fast")
    assert status == 0
    assert out.startswith("tiny/programs/idle.py:1:1 program-unused")
    assert out.endswith("(warning)\n")


def test_fast_runs_no_program(served: Course) -> None:
    served.edit("tiny/programs/wait.py", "print(asyncio.run(main()))", "raise SystemExit(3)  # 1\n")
    assert check("--fast")[0] == 0
    status, out, _ = check()
    assert status == 1
    assert "program-fails" in out


def test_json_names_every_part(served: Course) -> None:
    served.edit("tiny/performance.md", "[8.0]", "[9.0]")
    (fault,) = json.loads(check("--fast", "--format", "json")[1])
    assert fault["path"] == "tiny/performance.md"
    assert (fault["code"], fault["severity"]) == ("figure-value", "error")
    assert json.loads(check("--fast", "--format=json")[1])[0]["line"] == fault["line"]


def test_github_shows_the_fault_at_its_line(served: Course) -> None:
    line, column = served.edit("tiny/performance.md", "[8.0]", "[9.0]")
    out = check("--fast", "--format", "github")[1]
    assert out.startswith(f"::error file=tiny/performance.md,line={line},col={column},title=figure-value::")
