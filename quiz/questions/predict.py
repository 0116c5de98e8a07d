"""What a program prints. The right option is never typed in: it is the one that the program printed when it was run.

`printed` is filled in by the pool (quiz/running.py) and stays with the attempt, so that grading stays pure.
"""

from collections.abc import Iterator
from typing import Any, Literal

from quiz.questions.envelope import Flaw
from quiz.questions.feedback import Feedback, Fields, Given, NotAnAnswer, NothingGiven
from quiz.questions.options import Option, WithOptions


class Predict(WithOptions):
    """`stimulus` names the program. An option's text is what it might print; lines are compared without what stands
    behind them blank."""

    type: Literal["predict"]
    printed: str | None = None

    def right(self, option: Option) -> bool:
        return self.printed is not None and lines(option.text) == lines(self.printed)

    def computed(self, printed: str) -> "Predict":
        """The question with what its program printed, and the option that says so marked as correct."""
        known = self.model_copy(update={"printed": printed})
        options = tuple(option.model_copy(update={"correct": known.right(option)}) for option in self.options)
        return known.model_copy(update={"options": options})


def lines(text: str) -> list[str]:
    return [line.rstrip() for line in text.rstrip().split("\n")]


def read(question: Predict, fields: Fields) -> Given:
    chosen = [value for value in fields.getlist("option") if value]
    if not chosen:
        raise NothingGiven("Choose what the program prints, then send the answer again.")
    return chosen[-1]


def grade(question: Predict, given: Given) -> Feedback:
    """Raises NotAnAnswer for what is the id of none of the question's options."""
    for option in question.options:
        if option.id == given:
            remark = option.remark()
            note = "" if option.correct else "The review shows what it printed when it was run."
            return Feedback(1.0 if option.correct else 0.0, (remark,), note)
    raise NotAnAnswer(question.id)


def typed_in(question: Predict) -> Iterator[Flaw]:
    """What an author may leave to the program."""
    if question.printed is not None:
        yield ("printed",), "what it prints is found by running it: leave `printed` out"
    for index, option in enumerate(question.options):
        if option.correct:
            yield ("options", index, "correct"), "what is right is found by running the program: leave `correct` out"


def flaws(question: Predict) -> Iterator[Flaw]:
    if question.stimulus is None or question.stimulus.program is None:
        yield ("stimulus",), "a prediction is about a program: name it in stimulus"
    if question.printed is None:
        yield from typed_in(question)
    elif sum(option.correct for option in question.options) != 1:
        yield ("options",), f"the program prints {question.printed!r}, which is the text of no option"


def show(question: Predict, seed: int, given: Given, typed: Fields) -> dict[str, Any]:
    chosen = typed.getlist("option") if given is None else [str(given)]
    return {"options": question.shown(seed, chosen)}


def credit(question: Predict) -> str:
    return ""
