"""The question types. A new type is a module here, an entry in TYPES, a template of its name and its test."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

from pydantic import ValidationError

from quiz.questions import blanks, card, chart, choice, code, match, multi, number, order, predict, text
from quiz.questions.envelope import Envelope, Flaw
from quiz.questions.feedback import Feedback, Fields, Given

Question = Envelope


@dataclass(frozen=True)
class QuestionType:
    """`read` makes an answer of a posted form, `grade` a mark and remarks of an answer; `flaws` are what keeps a
    question that could be read from being asked; `show` is what its template draws, from the question, the attempt's
    seed, the answer or None, and a form that was refused; `credit` says before answering what parts of an answer earn,
    where they earn anything. What is not `graded` proves no mastery; what is not `recalled` makes no card of the spaced
    review; `python` says that its page needs what runs Python. Each of them is called with questions of its own schema
    only."""

    schema: type[Envelope]
    read: Callable[[Any, Fields], Given]
    grade: Callable[[Any, Given], Feedback]
    flaws: Callable[[Any], Iterable[Flaw]]
    show: Callable[[Any, int, Given, Fields], dict[str, Any]]
    credit: Callable[[Any], str]
    graded: bool = True
    recalled: bool = True
    python: bool = False


def question_type(schema: type[Envelope], module: Any) -> QuestionType:
    return QuestionType(schema, module.read, module.grade, module.flaws, module.show, module.credit)


TYPES: dict[str, QuestionType] = {
    "choice": question_type(choice.Choice, choice),
    "multi": question_type(multi.Multi, multi),
    "number": question_type(number.Number, number),
    "text": question_type(text.Text, text),
    "blanks": question_type(blanks.Blanks, blanks),
    "predict": question_type(predict.Predict, predict),
    "order": question_type(order.Order, order),
    "match": question_type(match.Match, match),
    "chart": question_type(chart.Chart, chart),
    "card": replace(question_type(card.Card, card), graded=False),
    "code": replace(question_type(code.Code, code), graded=False, recalled=False, python=True),
}


class UnknownType(Exception):
    """The question names a type that is not registered."""


def parse(data: Any) -> Question:
    """A question from plain data. Raises UnknownType, or pydantic's ValidationError with every fault's place."""
    name = data.get("type") if isinstance(data, dict) else None
    if not isinstance(name, str) or name not in TYPES:
        raise UnknownType(f"the type is {name!r}; it must be one of {', '.join(TYPES)}")
    return TYPES[name].schema.model_validate(data)


def type_of(question: Question) -> QuestionType:
    return TYPES[question.type]


__all__ = ["TYPES", "Question", "QuestionType", "UnknownType", "ValidationError", "parse", "type_of"]
