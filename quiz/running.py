"""What questions say of programs is found by running them: what the program of a `predict` prints, and that a program
whose gaps are filled prints what it should."""

from collections.abc import Callable, Iterator

from lessons.catalogue import Lesson
from lessons.exercises import beside
from lessons.faults import Fault
from lessons.linting import Subject, rule
from lessons.programs import Outcome, Program, Stage
from quiz.linting import asked
from quiz.questions import Question, type_of
from quiz.questions.blanks import Blanks
from quiz.questions.code import Code
from quiz.questions.predict import Predict, flaws, lines

Run = Callable[[Program], Outcome]


def computed(question: Question, lesson: Lesson, run: Run) -> Question | None:
    """A prediction with what its program printed, None where it cannot be run; a program to write with its files, None
    where one is missing; any other question as it is."""
    if isinstance(question, Code):
        return with_texts(question, lesson)
    if not isinstance(question, Predict):
        return question
    name = question.stimulus.program if question.stimulus else None
    program = lesson.programs.get(name or "")
    if program is None or program.not_run:
        return None
    outcome = run(program)
    return question.computed(outcome.stdout) if ended(outcome) else None


def with_texts(question: Code, lesson: Lesson) -> Code | None:
    files, programs = question.exercise, lesson.programs
    own = (files.start, files.check, files.solution)
    if not all(name in programs for name in own):
        return None
    around = beside(programs, (programs[name].text for name in own), files.program)
    found = {name: programs[name] for name in own} | around
    return question.model_copy(update={"texts": tuple((name, program.shown) for name, program in found.items())})


def ended(outcome: Outcome) -> bool:
    return outcome.status == 0


def asked_again(stage: Stage) -> Run:
    """Runs a program; where it failed, a few times more: on a busy machine one failure says nothing."""
    return lambda program: stage.outcome_like(program, ended)


def assembled(question: Blanks, stage: Stage) -> Program:
    """The program with its gaps filled, as a file that can be run."""
    path = stage.folder / "assembled" / f"{question.id}.py"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(question.whole, encoding="utf-8")
    return Program(path.name, path, question.whole)


@rule("predictions-come-true", slow=True)
def predictions_come_true(subject: Subject) -> Iterator[Fault]:
    for each in asked(subject):
        if not isinstance(each.question, Predict) or any(flaws(each.question)):
            continue  # questions-can-be-asked names it
        found = computed(each.question, each.lesson, subject.stage.outcome)
        if found is None:
            message = "its program cannot be run, so that nobody knows what it prints"
            yield each.fault("prediction-runs", message, "stimulus", "program")
            continue
        for loc, message in type_of(found).flaws(found):
            yield each.fault("prediction-option", message, *loc)


@rule("filled-gaps-run", slow=True)
def filled_gaps_run(subject: Subject) -> Iterator[Fault]:
    for each in asked(subject):
        question = each.question
        if not isinstance(question, Blanks) or question.output is None:
            continue
        outcome = subject.stage.outcome(assembled(question, subject.stage))
        if outcome.status != 0:
            words = "it did not end in time" if outcome.status is None else (outcome.stderr.strip() or "status 1")
            yield each.fault("gaps-run", f"filled in, the program fails: {words.splitlines()[-1]}", "code")
        elif lines(outcome.stdout) != lines(question.output):
            yield each.fault("gaps-output", f"filled in, the program prints {outcome.stdout!r}", "output")
