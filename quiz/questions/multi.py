"""Several of several options. The answer is the list of the ticked ids, in the order of the question.

`credit` says what a part of it earns:
exact                 1 for exactly the right ones, else 0;
proportional          each right one ticked earns its share, each wrong one ticked takes as much away, never below 0;
proportional_correct  each option earns its share when it is ticked or left as it should be.
"""

from collections.abc import Iterator, Sequence
from typing import Any, Literal

from quiz.questions.envelope import Flaw
from quiz.questions.feedback import Feedback, Fields, Given, NotAnAnswer, NothingGiven
from quiz.questions.options import WithOptions

CREDIT = {
    "exact": "Several may be right. It counts when exactly the right ones are ticked.",
    "proportional": "Several may be right. Each right one counts its share; each wrong one takes as much away.",
    "proportional_correct": "Several may be right. Each counts its share when it is ticked, or left, as it should be.",
}


class Multi(WithOptions):
    type: Literal["multi"]
    credit: Literal["exact", "proportional", "proportional_correct"]

    @property
    def right(self) -> set[str]:
        return {option.id for option in self.options if option.correct}


def read(question: Multi, fields: Fields) -> Given:
    """The ticked options in the question's order, and after them whatever the question does not have."""
    ticked = set(fields.getlist("option")) - {""}
    if not ticked:
        raise NothingGiven("Tick those that are right, then send the answer again.")
    known = [option.id for option in question.options if option.id in ticked]
    return [*known, *sorted(ticked - set(known))]


def grade(question: Multi, given: Given) -> Feedback:
    """Raises NotAnAnswer for what is no list of different ids of the question's options."""
    ticked = ids(question, given)
    earned = mark(question, ticked)
    remarks = tuple(option.remark() for option in question.options if option.id in ticked)
    left = len(question.right - ticked)
    note = "" if not left else "One more of them is right." if left == 1 else f"{left} more of them are right."
    return Feedback(earned, remarks, note)


def ids(question: Multi, given: Given) -> set[str]:
    known = {option.id for option in question.options}
    if not isinstance(given, Sequence) or isinstance(given, str) or not given:
        raise NotAnAnswer(question.id)
    found = {each for each in given if isinstance(each, str)}
    if len(found) != len(given) or not found <= known:
        raise NotAnAnswer(question.id)
    return found


def mark(question: Multi, ticked: set[str]) -> float:
    right = question.right
    if ticked == right:
        return 1.0
    if question.credit == "exact":
        return 0.0
    if question.credit == "proportional":
        return max(0.0, (len(ticked & right) - len(ticked - right)) / len(right))
    return 1 - len(ticked ^ right) / len(question.options)


def flaws(question: Multi) -> Iterator[Flaw]:
    if not question.right:
        yield ("options",), "no option is correct"


def show(question: Multi, seed: int, given: Given, typed: Fields) -> dict[str, Any]:
    ticked = ids(question, given) if given is not None else typed.getlist("option")
    return {"options": question.shown(seed, ticked)}


def credit(question: Multi) -> str:
    return CREDIT[question.credit]
