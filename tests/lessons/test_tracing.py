"""Traces are recorded from real runs, and checked against them."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from lessons import catalogue as shelf
from lessons import documents
from lessons.programs import Program
from lessons.schemas import TraceYaml
from lessons.tracing import NotRecorded, Recorded, record
from tests.lessons.course import Course

TWO_TASKS = """\
import asyncio


async def fetch(n: int) -> int:
    await asyncio.sleep(0.02 * n)
    return n * 2


async def main() -> None:
    first = asyncio.create_task(fetch(2))
    total = await fetch(1) + await first
    print(total)


asyncio.run(main())
"""


def recorded(folder: Path, text: str, most: int = 80) -> list[Recorded]:
    path = folder / "program.py"
    path.write_text(text)
    return record(Program(path.name, path, text), most)


def test_it_follows_lines_calls_and_variables_across_tasks(tmp_path: Path) -> None:
    steps = recorded(tmp_path, TWO_TASKS)
    assert [step.line for step in steps] == [15, 10, 11, 5, 5, 6, 6, 12]
    assert [step.stack for step in steps[:4]] == [(), ("main",), ("main",), ("main", "fetch")]
    assert steps[1].vars == {"first": "<Task-2 pending>"}
    assert steps[2].vars == {"n": "1"}  # fetch was entered by this line
    assert steps[6].vars == {"first": "<Task-2 done>", "total": "6"}


def test_a_name_that_two_functions_have_is_told_apart(tmp_path: Path) -> None:
    text = "def inner(x):\n    return x + 1\n\ndef outer(x):\n    y = inner(x + 1)\n    return y\n\nouter(1)\n"
    variables = {name: value for step in recorded(tmp_path, text) for name, value in step.vars.items()}
    assert variables == {"outer.x": "1", "inner.x": "2", "y": "3"}


def test_values_do_not_differ_from_run_to_run(tmp_path: Path) -> None:
    text = "a = object()\nb = [a] * 40\nc = {'key': 1}\n"
    first, second = recorded(tmp_path, text), recorded(tmp_path, text)
    assert first == second
    assert first[0].vars == {"a": "<object object>"}
    assert len(first[1].vars["b"]) == 60


def test_a_program_that_fails_exits_or_takes_too_long_is_not_recorded(tmp_path: Path) -> None:
    for text, reason in (
        ("1 / 0\n", "ZeroDivisionError"),
        ("raise SystemExit(3)\n", "status 3"),
        ("while True:\n    pass\n", "more than 20 steps"),
        ("def (:\n", "SyntaxError|invalid syntax"),
    ):
        with pytest.raises(NotRecorded, match=reason):
            recorded(tmp_path, text, most=20)


def test_a_program_that_ends_well_by_exit_is_recorded(tmp_path: Path) -> None:
    assert len(recorded(tmp_path, "x = 1\nraise SystemExit\n")) == 2


@pytest.fixture
def served(course: Course, settings: Any, tmp_path: Path) -> Iterator[Course]:
    settings.CONTENT_ROOT = settings.BASE_DIR = course.root
    settings.VAR_DIR = tmp_path / "var"
    yield course
    shelf.shelf.clear()


def command(*arguments: str) -> str:
    out = io.StringIO()
    call_command("record_trace", *arguments, stdout=out)
    return out.getvalue()


def test_the_command_writes_a_trace_that_the_check_accepts(served: Course) -> None:
    assert command("tiny", "wait.py", "--to", "trace-wait.yaml") == "wrote tiny/trace-wait.yaml: 3 steps\n"
    document, _ = documents.read(served.lesson_folder / "trace-wait.yaml")
    assert document is not None
    trace, faults = document.checked(TraceYaml)
    assert faults == []
    assert trace is not None
    assert trace.recorded
    assert [step.line for step in trace.steps] == [9, 5, 6]
    assert served.faults() == []


def test_recording_again_keeps_what_an_author_wrote(served: Course) -> None:
    command("tiny", "wait.py")
    text = (served.lesson_folder / "trace.yaml").read_text()
    # The fixture's typed trace has these lines too: its words stay, and so does its question.
    assert "action: The loop starts" in text
    assert "question: Where does it wait?" in text
    served.edit("tiny/programs/wait.py", "    await asyncio", "    value = 1\n    await asyncio")
    command("tiny", "wait.py")
    trace = served.lesson().traces["trace.yaml"]
    assert [(step.line, step.action) for step in trace.steps][:2] == [
        (10, "`print(asyncio.run(main()))`"),
        (5, "It waits"),
    ]


def test_a_recorded_trace_that_the_program_does_not_follow_is_a_fault_at_its_step(served: Course) -> None:
    command("tiny", "wait.py")
    place = served.edit("tiny/trace.yaml", "line: 5", "line: 6")
    assert served.places() == [("tiny/trace.yaml", place[0], place[1], "trace-differs")]
    assert served.places(fast=True) == []


def test_a_value_that_the_program_does_not_have_is_a_fault(served: Course) -> None:
    served.edit("tiny/programs/wait.py", 'return "done"', 'result = "done"\n    return result')
    command("tiny", "wait.py")
    assert served.places() == []
    served.edit("tiny/trace.yaml", "result: \"'done'\"", "result: \"'dome'\"")
    assert [place[3] for place in served.places()] == ["trace-differs"]


def test_a_recorded_trace_of_a_program_that_fails_is_a_fault(served: Course) -> None:
    command("tiny", "wait.py")
    served.edit("tiny/programs/wait.py", 'return "done"', "raise ValueError('no')")
    (fault,) = served.faults()
    assert (fault.path.name, fault.code) == ("trace.yaml", "trace-unrecorded")
    assert "ValueError: no" in fault.message


def test_a_trace_can_be_printed(served: Course) -> None:
    before = (served.lesson_folder / "trace.yaml").read_text()
    assert command("tiny", "wait.py", "--to", "-").startswith("title: wait.py, step by step\n")
    assert (served.lesson_folder / "trace.yaml").read_text() == before


@pytest.mark.parametrize("arguments", [("other", "wait.py"), ("tiny", "other.py"), ("tiny", "wait.py", "--steps=1")])
def test_it_says_what_it_cannot_do(served: Course, arguments: tuple[str, ...]) -> None:
    with pytest.raises(CommandError, match=r"There is no|not recorded"):
        command(*arguments)
