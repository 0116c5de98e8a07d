"""Exercises: the container, the rules that run them, and the project that can be taken away."""

import io
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from django.test import Client

from lessons.exercises import archive, report, trial
from lessons.linting.exercises import wrong_in
from lessons.programs import start
from tests.lessons.course import Course
from tests.lessons.halving import CONTAINER, SOLUTION, START, add_exercise

pytestmark = pytest.mark.slow


@pytest.fixture
def exercised(course: Course) -> Course:
    add_exercise(course)
    course.run = start
    return course


def test_an_exercise_whose_start_fails_and_whose_solution_passes_has_no_fault(exercised: Course) -> None:
    assert exercised.faults() == []


def test_a_start_that_passes_its_check_is_a_fault(exercised: Course) -> None:
    exercised.write("tiny/programs/half_start.py", SOLUTION)
    assert exercised.places() == [
        ("tiny/project.md", *exercised.find("tiny/project.md", ":::: exercise"), "start-passes")
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (START, "Half of a number: half of 4 is not 4"),
        ("def half(number)\n", "SyntaxError: expected ':'"),
        ("raise ValueError('no')\n", "ValueError: no"),
    ],
)
def test_a_solution_that_does_not_pass_is_a_fault_that_says_why(exercised: Course, text: str, said: str) -> None:
    exercised.write("tiny/programs/half_done.py", text)
    faults = [fault for fault in exercised.faults() if fault.code == "solution-fails"]
    assert [fault.message for fault in faults] == [f"half_done.py does not pass half_check.py: {said}"]


def test_a_check_without_tests_passes_nobody(exercised: Course) -> None:
    exercised.write("tiny/programs/half_check.py", "import numbers_given\n")
    messages = [fault.message for fault in exercised.faults() if fault.code == "solution-fails"]
    assert messages == ["half_done.py does not pass half_check.py: it has no test"]


def test_a_check_that_names_a_hint_that_is_not_there_is_a_fault(exercised: Course) -> None:
    exercised.edit("tiny/programs/half_check.py", "Hint: 2", "Hint: 3")
    expected = (
        "tiny/programs/half_check.py",
        *exercised.find("tiny/programs/half_check.py", '3\n        """'),
        "hint-missing",
    )
    assert exercised.places() == [expected]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("start=half_start.py", "start=half_begin.py", "program-missing"),
        (" start=half_start.py", "", "container-argument"),
        ("solution=half_done.py", "solution=half_done.py asks=/half", "container-argument"),
        ("solution=half_done.py", "solution=half_done.py ask=half", "container-argument"),
    ],
)
def test_an_exercise_names_files_that_are_there(exercised: Course, old: str, new: str, code: str) -> None:
    exercised.edit("tiny/project.md", old, new)
    place = exercised.find("tiny/project.md", ":::: exercise")
    assert ("tiny/project.md", *place, code) in exercised.places(fast=True)


def test_the_page_holds_the_start_the_check_and_what_lies_beside(exercised: Course) -> None:
    page = "".join(chunk.html for chunk in exercised.lesson().modes["project"].chunks)
    assert '<python-exercise class="exercise"' in page
    assert 'data-files="numbers_given.py"' in page
    assert 'data-name="half_check.py" data-role="check"' in page
    assert 'data-name="numbers_given.py" data-role="beside"' in page
    assert "number / 2" in page  # in the check and in the hint; the solution is shown by nobody unless the author does
    assert "half_done" not in page


def test_the_start_of_a_later_step_is_covered_since_it_solves_the_step_before(exercised: Course) -> None:
    again = CONTAINER.replace("start=half_start.py", "start=half_done.py")
    exercised.edit("tiny/project.md", CONTAINER, f"{CONTAINER}\n\n{again}")
    page = "".join(chunk.html for chunk in exercised.lesson().modes["project"].chunks)
    first, second = page.split("<python-exercise")[1:]
    assert "exercise-start" not in first
    covered = re.search(r'<details class="reveal exercise-start"><summary>.*?</details>', second, re.DOTALL)
    assert covered
    assert second.count("<figure") == covered[0].count("<figure") == 1


def test_a_failed_test_names_the_readers_line_and_the_hint(exercised: Course) -> None:
    lesson = exercised.lesson()
    (exercise,) = lesson.exercises()
    tried = trial(exercise, lesson.programs, exercise.start)
    assert tried
    found = report(start(tried))
    assert found
    (test,) = found["tests"]
    assert (test["words"], test["hint"], test["trouble"]["line"]) == ("Half of a number", 2, 2)
    assert test["trouble"]["message"] == "half of 4 is not 4"


def test_an_exception_of_the_readers_own_names_its_innermost_line(exercised: Course) -> None:
    exercised.write(
        "tiny/programs/half_start.py",
        "def half(number):\n    return inner(number)\n\n\ndef inner(number):\n    return number / 0\n",
    )
    lesson = exercised.lesson()
    (exercise,) = lesson.exercises()
    tried = trial(exercise, lesson.programs, exercise.start)
    assert tried
    found = report(start(tried))
    assert found
    said = found["tests"][0]["trouble"]
    assert (said["kind"], said["message"], said["line"]) == ("ZeroDivisionError", "division by zero", 6)
    assert [(frame["file"], frame["line"]) for frame in said["frames"]] == [("half.py", 2), ("half.py", 6)]


def test_no_report_is_no_pass() -> None:
    assert wrong_in(None) == "the check could not be run"


def test_the_project_that_is_taken_away_holds_what_its_check_needs(exercised: Course, tmp_path: Path) -> None:
    lesson = exercised.lesson()
    assert archive(lesson.title, lesson.exercises(), lesson.programs, "other.py") is None
    zipped = archive(lesson.title, lesson.exercises(), lesson.programs, "half.py")
    assert zipped
    zipfile.ZipFile(io.BytesIO(zipped)).extractall(tmp_path)
    folder = tmp_path / "half"
    assert sorted(path.name for path in folder.iterdir()) == [
        "README.txt",
        "half.py",
        "manage.py",
        "numbers_given.py",
        "test_half_check.py",
    ]
    command = [sys.executable, "manage.py", "test"]
    assert (
        "FAILED (failures=1)" in subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=60).stderr
    )
    (folder / "half.py").write_text(SOLUTION)
    assert subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=60).returncode == 0


def test_a_projects_archive_has_an_address(client: Client) -> None:
    response = client.get("/lessons/async-views-basics/project/project-page.zip")
    assert response["Content-Type"] == "application/zip"
    names = zipfile.ZipFile(io.BytesIO(response.content)).namelist()
    assert {"project-page/manage.py", "project-page/project_page.py", "project-page/test_project_check_4.py"} <= set(
        names
    )
    assert client.get("/lessons/async-views-basics/project/nothing.zip").status_code == 404
