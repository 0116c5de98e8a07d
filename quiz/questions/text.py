"""A short answer, compared with those that are accepted. The answer is the text as it was typed."""

from collections.abc import Iterator
from typing import Any, Literal

from quiz.questions.envelope import Envelope, Flaw
from quiz.questions.feedback import Feedback, Fields, Given, NotAnAnswer, NothingGiven, Remark, Unreadable
from quiz.questions.known import LONGEST, Known, Slip, first_slip, flaws_of, matches
from quiz.words import literal


class Text(Envelope):
    """`exact` keeps upper and lower case apart. `example` shows the form that an answer has."""

    type: Literal["text"]
    answer: Known
    exact: bool = False
    example: str = ""
    why: str
    otherwise: str
    slips: tuple[Slip, ...] = ()


def read(question: Text, fields: Fields) -> Given:
    typed = " ".join(" ".join(fields.getlist("value")[-1:]).split())
    if not typed:
        raise NothingGiven("Type your answer, then send it.")
    if len(typed) > LONGEST or not typed.isprintable():
        raise Unreadable(f"A short answer has up to {LONGEST} characters.")
    return typed


def grade(question: Text, given: Given) -> Feedback:
    """Raises NotAnAnswer for what is no short text."""
    if not isinstance(given, str) or not given or len(given) > LONGEST or not given.isprintable():
        raise NotAnAnswer(question.id)
    shown = literal(given)
    if matches(question.answer, given, question.exact):
        return Feedback(1.0, (Remark("value", shown, True, question.why),))
    if slip := first_slip(question.slips, given, question.exact):
        return Feedback(0.0, (Remark("value", shown, False, slip.why, slip.misconception),))
    return Feedback(0.0, (Remark("value", shown, False, question.otherwise),))


def flaws(question: Text) -> Iterator[Flaw]:
    yield from flaws_of(question.answer, ("answer",), question.exact)
    if not question.answer.accepted:
        yield ("answer",), "name at least one accepted text: the review shows it"
    broken = False
    for index, slip in enumerate(question.slips):
        for flaw in flaws_of(slip, ("slips", index), question.exact):
            broken = True
            yield flaw
    if broken or any(flaws_of(question.answer, (), question.exact)):
        return
    for index, slip in enumerate(question.slips):
        if any(matches(question.answer, text, question.exact) for text in slip.accepted):
            yield ("slips", index), "this slip would be counted as right"


def show(question: Text, seed: int, given: Given, typed: Fields) -> dict[str, Any]:
    return {
        "typed": given if given is not None else " ".join(typed.getlist("value")[-1:])[:LONGEST],
        "example": question.example,
        "right": question.answer.accepted,
        "why": question.why,
        "slips": [(slip.accepted[0] if slip.accepted else "", slip.why) for slip in question.slips],
    }


def credit(question: Text) -> str:
    return "Upper and lower case count." if question.exact else ""
