"""What a step player shows is what its program does: recorded from a run of it."""

import sys
from dataclasses import dataclass
from types import CodeType, FrameType
from typing import Any

import pytest

from lessons import catalogue
from lessons.containers.lanes import lane_names, lane_states
from lessons.containers.trace import states
from lessons.programs import Program
from lessons.schemas import TraceYaml

LESSON = catalogue.get().lessons["async-views-basics"]
# A trace that says `recorded` is compared by the check; this one also tells what happens between two lines.
TRACES = sorted(name for name, trace in LESSON.traces.items() if not trace.recorded)


@dataclass
class Executed:
    """A line that ran, in its function, or at which a coroutine went on; `after` holds the variables behind it."""

    line: int
    after: dict[str, str]


def functions(code: CodeType) -> set[CodeType]:
    return {each for each in code.co_consts if isinstance(each, CodeType)}


def record(program: Program, variables: tuple[str, ...]) -> list[Executed]:
    """Runs the program here and notes each line of its functions; the same line twice in a row is one."""
    code = compile(program.text, program.name, "exec")
    own = functions(code)
    space: dict[str, Any] = {"__name__": "__main__"}
    executed: list[Executed] = []

    def note(frame: FrameType, event: str, arg: object) -> Any:
        if frame.f_code not in own:
            return None
        begun = event == "call" and frame.f_lineno != frame.f_code.co_firstlineno
        if executed:
            executed[-1].after = {name: repr(space[name]) for name in variables}
        if (event == "line" or begun) and (not executed or executed[-1].line != frame.f_lineno):
            executed.append(Executed(frame.f_lineno, {}))
        return note

    before = sys.gettrace()
    sys.settrace(note)
    try:
        exec(code, space)
    finally:
        sys.settrace(before)
    return executed


def as_told(trace: TraceYaml) -> list[Executed]:
    """The trace's steps, those on one line in a row as one."""
    told: list[Executed] = []
    for step, after in zip(trace.steps, states(trace), strict=True):
        if told and told[-1].line == step.line:
            told[-1].after = after
        else:
            told.append(Executed(step.line, after))
    return told


@pytest.mark.parametrize("name", TRACES)
def test_the_steps_and_their_values_are_those_of_a_run(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    trace = LESSON.traces[name]
    assert record(LESSON.programs[trace.program], trace.variables) == as_told(trace)


@pytest.mark.parametrize("name", TRACES)
def test_a_loop_runs_one_request_at_a_time(name: str) -> None:
    trace = LESSON.traces[name]
    requests = [index for index, lane in enumerate(lane_names(trace)) if lane != "Loop"]
    for number, step in enumerate(lane_states(trace), 1):
        running = [index for index in requests if step[index] == "running"]
        assert len(running) <= 1, f"step {number}"
