"""The question types. A new type is a module here, an entry in TYPES, a template of its name and its test."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from quiz.questions import choice
from quiz.questions.choice import Choice
from quiz.questions.feedback import Feedback

Question = Choice  # the union of the types' schemas, once there is a second type


@dataclass(frozen=True)
class QuestionType:
    schema: type[Question]
    grade: Callable[[Question, str], Feedback]


TYPES: dict[str, QuestionType] = {"choice": QuestionType(Choice, choice.grade)}


class UnknownType(Exception):
    """The question names a type that is not registered."""


def parse(data: Any) -> Question:
    """A question from plain data. Raises UnknownType, or pydantic's ValidationError with every fault's place."""
    name = data.get("type") if isinstance(data, dict) else None
    if not isinstance(name, str) or name not in TYPES:
        raise UnknownType(f"the type is {name!r}; it must be one of {', '.join(TYPES)}")
    return TYPES[name].schema.model_validate(data)


__all__ = ["TYPES", "Question", "QuestionType", "UnknownType", "ValidationError", "parse"]
