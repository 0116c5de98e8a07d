"""One of several options; the mark is 1 for the right one and 0 for any other. The answer is the option's id."""

from collections.abc import Iterator
from typing import Any, Literal

from quiz.questions.envelope import Flaw
from quiz.questions.feedback import Feedback, Fields, Given, NotAnAnswer, NothingGiven
from quiz.questions.options import WithOptions


class Choice(WithOptions):
    type: Literal["choice"]


def read(question: Choice, fields: Fields) -> Given:
    """The posted option, known or not. Raises NothingGiven."""
    chosen = [value for value in fields.getlist("option") if value]
    if not chosen:
        raise NothingGiven("Choose one of the options, then send the answer again.")
    return chosen[-1]


def grade(question: Choice, given: Given) -> Feedback:
    """Raises NotAnAnswer for what is the id of none of the question's options."""
    for option in question.options:
        if option.id == given:
            return Feedback(mark=1.0 if option.correct else 0.0, remarks=(option.remark(),))
    raise NotAnAnswer(question.id)


def flaws(question: Choice) -> Iterator[Flaw]:
    right = [index for index, option in enumerate(question.options) if option.correct]
    if not right:
        yield ("options",), "no option is correct"
    for index in right[1:]:
        yield ("options", index), "a choice has one correct option; this is another"


def show(question: Choice, seed: int, given: Given, typed: Fields) -> dict[str, Any]:
    chosen = typed.getlist("option") if given is None else [str(given)]
    return {"options": question.shown(seed, chosen)}


def credit(question: Choice) -> str:
    return ""
