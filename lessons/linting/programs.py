"""Programs do what the page says: they run, and print what is shown."""

from collections.abc import Iterator
from functools import partial

from lessons import exercises
from lessons.catalogue import Lesson
from lessons.faults import Fault, Severity
from lessons.linting.registry import Subject, rule
from lessons.linting.structure import modes_of
from lessons.programs import TIME_LIMIT, Outcome, Program


@rule("programs-run", slow=True)
def programs_run(subject: Subject) -> Iterator[Fault]:
    for lesson in subject.catalogue.lessons.values():
        tried = {name for each in lesson.exercises() for name in (each.start, each.check)}
        for program in lesson.programs.values():
            if program.not_run or program.name in tried:  # what an exercise begins with may be broken; see exercises.py
                continue
            outcome = subject.stage.outcome_like(program, lambda outcome: outcome.status == 0)
            if outcome.status is None:
                message = f"the program did not end within {TIME_LIMIT:g} s"
                yield Fault(program.path, 1, 1, "program-time", message)
            elif outcome.status:
                yield Fault(program.path, failing_line(program, outcome), 1, "program-fails", last_words(outcome))


def failing_line(program: Program, outcome: Outcome) -> int:
    """The last line of the program that the traceback names."""
    found = 1
    for line in outcome.stderr.splitlines():
        if line.strip().startswith("File ") and f'{program.name}", line ' in line:
            found = int(line.split('", line ')[1].split(",")[0])
    return found


def last_words(outcome: Outcome) -> str:
    words = [line for line in outcome.stderr.splitlines() if line.strip()]
    return f"the program ended with status {outcome.status}: {words[-1] if words else 'it said nothing'}"


@rule("outputs-are-true", slow=True)
def outputs_are_true(subject: Subject) -> Iterator[Fault]:
    for lesson, mode in modes_of(subject):
        for use in mode.programs:
            program = lesson.programs.get(use.name)
            if program is None or use.output is None or program.not_run:
                continue
            shown = lines(use.output)
            outcome = subject.stage.outcome_like(program, partial(prints, shown))
            if outcome.status != 0:
                continue  # programs-run names it
            difference = first_difference(shown, lines(outcome.stdout))
            if difference is not None:
                index, wanted, printed = difference
                message = f"{use.name} prints {printed!r} here, the page shows {wanted!r}"
                yield Fault(mode.path, use.output_line + 1 + index, 1, "output-differs", message)


def prints(shown: list[str], outcome: Outcome) -> bool:
    return outcome.status == 0 and lines(outcome.stdout) == shown


def lines(text: str) -> list[str]:
    return [line.rstrip() for line in text.rstrip().split("\n")]


def first_difference(shown: list[str], printed: list[str]) -> tuple[int, str, str] | None:
    for index in range(max(len(shown), len(printed))):
        left = shown[index] if index < len(shown) else ""
        right = printed[index] if index < len(printed) else ""
        if left != right or (index < len(shown)) != (index < len(printed)):
            return index, left, right
    return None


@rule("outputs-are-shown")
def outputs_are_shown(subject: Subject) -> Iterator[Fault]:
    for lesson, mode in modes_of(subject):
        for use in mode.programs:
            program = lesson.programs.get(use.name)
            if program and not use.hidden and use.output is None and not program.not_run:
                message = f"show what {use.name} prints in an output block, or say `program {use.name} hide-output`"
                yield Fault(mode.path, use.line, use.column, "output-missing", message)


@rule("programs-are-used")
def programs_are_used(subject: Subject) -> Iterator[Fault]:
    for lesson in subject.catalogue.lessons.values():
        for program in lesson.programs.values():
            if program.name not in named(lesson):
                message = "no page, trace or question shows this program"
                yield Fault(program.path, 1, 1, "program-unused", message, Severity.WARNING)


def named(lesson: Lesson) -> set[str]:
    """Programs that something of the lesson shows, or that another of its programs imports."""
    names = {use.name for mode in lesson.modes.values() for use in mode.programs}
    names |= {name for each in lesson.exercises() for name in exercises.names(each)}
    names |= {trace.program for trace in lesson.traces.values()}
    for program in lesson.programs.values():
        names |= {f"{module}.py" for module in program.imports}
    data = lesson.questions.data if lesson.questions else []
    for question in data if isinstance(data, list) else []:
        stimulus = question.get("stimulus") if isinstance(question, dict) else None
        if isinstance(stimulus, dict) and isinstance(stimulus.get("program"), str):
            names.add(stimulus["program"])
    return names
