import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessons.programs import Outcome, Program, Stage
from quiz.grading import grade
from quiz.pool import pool_of
from quiz.questions import parse, predict
from quiz.questions.feedback import NotAnAnswer
from quiz.questions.predict import Predict
from quiz.running import asked_again, computed
from tests.lessons.course import Course
from tests.quiz import types
from tests.quiz.questions import OBJECTIVES, write_quiz


def question(**more: Any) -> Predict:
    found = parse(types.predict_as_written("p-1", **more))
    assert isinstance(found, Predict)
    return found


@given(st.sampled_from("abc"))
def test_right_is_what_the_program_printed_and_nothing_else(option: str) -> None:
    text = next(each.text for each in question().options if each.id == option)
    asked = question().computed(text + "  \n")
    assert [each.id for each in asked.options if each.correct] == [option]
    assert grade(asked, option).mark == 1
    assert all(grade(asked, other).mark == 0 for other in "abc" if other != option)


def test_a_program_that_prints_none_of_the_options_cannot_be_asked() -> None:
    assert list(predict.flaws(question())) == []
    assert [loc for loc, _ in predict.flaws(question().computed("something else"))] == [("options",)]


@pytest.mark.parametrize("change", [{"printed": "done"}, {"stimulus": {"text": "x = 1"}}, {"stimulus": None}])
def test_what_only_the_program_can_say_is_not_typed_in(change: dict[str, Any]) -> None:
    assert any(predict.flaws(question(**change)))


def test_a_right_option_that_was_typed_in_is_a_flaw() -> None:
    options = types.predict_as_written("p")["options"]
    options[0]["correct"] = True
    assert [loc for loc, _ in predict.flaws(question(options=options))] == [("options", 0, "correct")]


def test_an_unknown_option_is_no_answer() -> None:
    with pytest.raises(NotAnAnswer):
        grade(question().computed("done"), "z")


@pytest.fixture
def course(tmp_path: Path) -> Course:
    data = [types.predict_as_written(f"p-{name}", objective=name) for name in OBJECTIVES]
    return write_quiz(tmp_path / "content", data)


def test_the_pool_runs_the_program_and_the_attempt_keeps_what_it_printed(course: Course) -> None:
    pool = pool_of(course.load(), "tiny")
    assert pool
    asked = pool.questions[0]
    assert isinstance(asked, Predict)
    assert asked.printed == "done\n"
    assert parse(asked.model_dump(mode="json", exclude_defaults=True)) == asked


def test_a_pool_is_made_once_whoever_asks(course: Course) -> None:
    found = course.load()
    assert pool_of(found, "tiny") is pool_of(found, "tiny")
    assert pool_of(course.load(), "tiny") is not pool_of(found, "tiny")


def test_a_prediction_whose_program_fails_is_left_out(course: Course) -> None:
    (course.lesson_folder / "programs" / "wait.py").write_text("raise SystemExit(3)\n")
    pool = pool_of(course.load(), "tiny")
    assert pool
    assert pool.questions == ()


def test_a_program_that_fails_once_on_a_busy_machine_is_asked_again(course: Course) -> None:
    ends = iter([Outcome(None, "", ""), Outcome(1, "", "MemoryError"), Outcome(0, "done\n", "")])
    run = asked_again(Stage(course.root / "stage", lambda program: next(ends)))
    asked = computed(parse(types.predict_as_written("p-1")), course.lesson(), run)
    assert isinstance(asked, Predict)
    assert asked.printed == "done\n"


def test_the_linter_names_what_does_not_come_true(course: Course) -> None:
    assert course.faults() == []
    rerun(course, lambda program: Outcome(0, "something else\n", ""))
    assert [fault.code for fault in course.faults() if fault.code != "output-differs"] == ["prediction-option"] * 3
    rerun(course, lambda program: Outcome(1, "", "ValueError: no"))
    assert "prediction-runs" in [fault.code for fault in course.faults()]


def rerun(course: Course, run: Callable[[Program], Outcome]) -> None:
    """From here on the course's programs print what `run` says; what they printed before is forgotten."""
    shutil.rmtree(course.root.parent / "outcomes")
    course.run = run


def test_a_question_of_another_type_is_left_as_it_is(course: Course) -> None:
    other = parse(types.multi("m"))
    stage = Stage(course.root / "stage", lambda program: pytest.fail("nothing is to be run"))
    assert computed(other, course.lesson(), stage.outcome) is other


def test_filled_gaps_are_run_and_compared(course: Course) -> None:
    code = "import asyncio\n{{a}}(asyncio.sleep(0))\nprint('done')"
    gap = {"id": "a", "accepted": ["asyncio.run"], "why": "Because.", "otherwise": "Because."}
    data = [types.blanks(f"b-{name}", objective=name, code=code, gaps=[gap], output="done") for name in OBJECTIVES]
    written = write_quiz(course.root / "blanks", data)
    assert written.faults() == []

    def other(program: Program) -> Outcome:
        return Outcome(0, "other\n", "") if program.name.startswith("b-") else Outcome(0, "done\n", "")

    rerun(written, other)
    assert [fault.code for fault in written.faults()] == ["gaps-output"] * 3

    def failing(program: Program) -> Outcome:
        return Outcome(1, "", "NameError: x") if program.name.startswith("b-") else Outcome(0, "done\n", "")

    rerun(written, failing)
    assert [fault.code for fault in written.faults()] == ["gaps-run"] * 3
