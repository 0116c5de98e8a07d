"""A program that the learner writes until its check passes, in the browser and never on the server.

What is posted is that all tests passed, never the program. So it is practice and no grade: it says nothing of an
objective's mastery, and it is not asked again by the spaced review.
"""

from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import StringConstraints

from lessons.containers.exercise import file_block
from lessons.highlighting import code_block
from quiz.questions.envelope import Envelope, Flaw, Strict, Words
from quiz.questions.feedback import Feedback, Fields, Given, NotAnAnswer, NothingGiven, Remark

PASSED = "passed"
FileName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*\.py$", max_length=80)]


class Files(Strict):
    """Names of files in the lesson's `programs/`; `program` is the name that the learner's file has."""

    program: FileName
    start: FileName
    check: FileName
    solution: FileName


class Code(Envelope):
    """`texts` (name and text of start, check, solution, and what these import) is filled in by the pool
    (quiz/running.py) and stays with the attempt, which shows what it asked."""

    type: Literal["code"]
    exercise: Files
    why: Words
    texts: tuple[tuple[str, str], ...] = ()

    @property
    def beside(self) -> list[str]:
        own = {self.exercise.start, self.exercise.check, self.exercise.solution}
        return [name for name, _ in self.texts if name not in own]


def read(question: Code, fields: Fields) -> Given:
    if PASSED not in fields.getlist("passed"):
        raise NothingGiven("It is done when every test of its check has passed, here or on your own machine.")
    return PASSED


def grade(question: Code, given: Given) -> Feedback:
    """Raises NotAnAnswer for all but that it passed."""
    if given != PASSED:
        raise NotAnAnswer(question.id)
    return Feedback(1.0, (Remark("code", "Your program", True, question.why),))


def flaws(question: Code) -> Iterator[Flaw]:
    if question.set != "practice":
        yield ("set",), "that a program passed is said by the browser, so that it can only be practice: `set: practice`"


def show(question: Code, seed: int, given: Given, typed: Fields) -> dict[str, Any]:
    texts, files = dict(question.texts), question.exercise
    covered = [file_block(name, texts[name], f"Beside it: <code>{name}</code>", "beside") for name in question.beside]
    check = texts.get(files.check, "")
    return {
        "program": files.program,
        "project": files.program.removesuffix(".py").replace("_", "-"),
        "check": files.check,
        "files": " ".join(question.beside),
        "start": code_block(texts.get(files.start, ""), "python", f"Program {files.program}"),
        "covered": [*covered, file_block(files.check, check, f"The check: <code>{files.check}</code>", "check")],
        "solution": code_block(texts.get(files.solution, ""), "python", f"A solution of {files.program}"),
        "ticked": PASSED in typed.getlist("passed"),
    }


def credit(question: Code) -> str:
    return "Practice, and no grade. The page sends that the check has passed; your program stays in this browser."
