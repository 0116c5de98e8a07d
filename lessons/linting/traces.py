"""A trace points at lines of its program and at steps of its own."""

import json
from collections.abc import Iterator

from lessons import documents
from lessons.faults import Fault
from lessons.linting.registry import Subject, rule
from lessons.programs import Stage
from lessons.tracing import differences, run, steps_of


@rule("traces-point-right")
def traces_point_right(subject: Subject) -> Iterator[Fault]:
    for lesson in subject.catalogue.lessons.values():
        for name, trace in lesson.traces.items():
            document, _ = documents.read(lesson.folder / name)
            if document is None:
                continue
            program = lesson.programs.get(trace.program)
            if program is None:
                yield document.fault(("program",), "program-missing", f"there is no programs/{trace.program}")
            last = len(program.text.splitlines()) if program else None
            for index, step in enumerate(trace.steps):
                if last is not None and step.line > last:
                    message = f"{trace.program} has {last} lines"
                    yield document.fault(("steps", index, "line"), "trace-line", message)
                for variable in step.vars:
                    if variable not in trace.variables:
                        message = f"{variable!r} is none of the trace's variables"
                        yield document.fault(("steps", index, "vars", variable), "trace-variable", message, of_key=True)
            for index, moment in enumerate(trace.moments):
                for at, number in enumerate(moment.steps):
                    if number > len(trace.steps):
                        message = f"there is no step {number}; the last is {len(trace.steps)}"
                        yield document.fault(("moments", index, "steps", at), "trace-step", message)


@rule("traces-are-true", slow=True)
def traces_are_true(subject: Subject) -> Iterator[Fault]:
    """A recorded trace is what its program does, line for line."""
    stage = Stage(subject.stage.folder / "traces", run)
    for lesson in subject.catalogue.lessons.values():
        for name, trace in lesson.traces.items():
            document, _ = documents.read(lesson.folder / name)
            program = lesson.programs.get(trace.program)
            if not trace.recorded or document is None or program is None:
                continue
            outcome = stage.outcome(program)
            if outcome.status != 0:
                yield document.fault(("program",), "trace-unrecorded", f"{trace.program}: {outcome.stderr}")
                continue
            shown = [(step.line, {key: str(value) for key, value in step.vars.items()}) for step in trace.steps]
            different = differences(shown, steps_of(json.loads(outcome.stdout)), trace.variables)
            if different:
                index, message = different
                yield document.fault(("steps", min(index, len(shown) - 1)), "trace-differs", message)
