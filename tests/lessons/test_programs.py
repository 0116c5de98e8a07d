from collections.abc import Callable
from pathlib import Path

import pytest

from lessons import programs
from lessons.programs import Outcome, Program, Stage, start


@pytest.fixture
def program(tmp_path: Path) -> Callable[[str], Program]:
    def make(text: str, name: str = "it.py") -> Program:
        path = tmp_path / name
        path.write_text(text)
        return Program(name, path, text)

    return make


def test_it_runs_a_program_and_keeps_what_it_printed(program: Callable[[str], Program], tmp_path: Path) -> None:
    stage = Stage(tmp_path / "kept")
    assert stage.outcome(program("print('é')")) == Outcome(0, "é\n", "")
    again = Stage(tmp_path / "kept", lambda program: pytest.fail("an unchanged program was run again"))
    assert again.outcome(program("print('é')")).stdout == "é\n"


def test_a_changed_program_is_run_again(program: Callable[[str], Program], tmp_path: Path) -> None:
    seen: list[str] = []
    stage = Stage(tmp_path / "kept", lambda each: seen.append(each.text) or Outcome(0, "", ""))
    for text in ("print(1)", "print(2)", "print(1)"):
        stage.outcome(program(text))
    assert seen == ["print(1)", "print(2)"]


def test_a_program_is_run_again_when_one_that_it_imports_changed(
    program: Callable[..., Program], tmp_path: Path
) -> None:
    program("value = 1", "beside.py")
    first = program("import beside").key
    program("value = 2", "beside.py")
    assert program("import beside").key != first


def test_a_program_that_does_not_end_is_stopped_and_tried_anew_the_next_time(
    program: Callable[[str], Program], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(programs, "TIME_LIMIT", 0.3)
    endless = program("import time\ntime.sleep(60)")
    assert Stage(tmp_path / "kept", start).outcome(endless).status is None
    assert Stage(tmp_path / "kept").kept(endless) is None


def test_a_program_sees_nothing_of_the_sites_settings(
    program: Callable[[str], Program], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SECRET_KEY", "not for lessons")
    assert start(program("import os\nprint(os.environ.get('SECRET_KEY'))")).stdout == "None\n"


def test_it_says_how_far_it_is(program: Callable[..., Program], tmp_path: Path) -> None:
    said: list[str] = []
    stage = Stage(tmp_path / "kept", lambda each: Outcome(0, "", ""))
    several = [program("1", "a.py"), program("2", "b.py"), program("# not run: it serves", "c.py")]
    stage.run_all(several, 2, said.append)
    assert said == ["programs 1/2 a.py", "programs 2/2 b.py"]
    stage.run_all(several, 2, said.append)
    assert len(said) == 2


def test_a_mark_between_blank_lines_leaves_no_gap(program: Callable[[str], Program]) -> None:
    shown = program("x = 1\n\n\n# [f]\ndef f():\n    pass\n\n\n# [/f]\n\n\ny = 2\n")
    assert [line for _, line in shown.lines] == ["x = 1", "", "", "def f():", "    pass", "", "", "y = 2"]
    assert shown.lines[-1] == (12, "y = 2")


def test_a_fragment_is_moved_to_the_left_and_keeps_its_numbers(program: Callable[[str], Program]) -> None:
    shown = program("class A:\n    # [f]\n    def f(self):\n        pass\n    # [/f]\n")
    assert shown.fragment("f") == [(3, "def f(self):"), (4, "    pass")]
    assert shown.fragment("g") is None
    assert shown.lines == [(1, "class A:"), (3, "    def f(self):"), (4, "        pass")]
