"""A flash card. Whoever turned it says how well they knew the back; that judgement is the answer.

It plans the next review and is no grade: it says nothing of an objective's mastery.
"""

from collections.abc import Iterator
from typing import Any, Literal

from quiz.questions.envelope import Envelope, Flaw, Words
from quiz.questions.feedback import Feedback, Fields, Given, NotAnAnswer, NothingGiven, Remark
from quiz.sets import RECALL
from quiz.words import inline

# Judgement -> its mark, and how it is said.
JUDGEMENTS: dict[str, tuple[float, str]] = {
    "missed": (0.0, "Not yet"),
    "partly": (0.5, "Partly"),
    "knew": (1.0, "Knew it"),
}


class Card(Envelope):
    """`prompt` is the front."""

    type: Literal["card"]
    back: Words


def read(question: Card, fields: Fields) -> Given:
    judged = [value for value in fields.getlist("judged") if value]
    if not judged:
        raise NothingGiven("Turn the card, then say whether you knew it.")
    return judged[-1]


def grade(question: Card, given: Given) -> Feedback:
    """Raises NotAnAnswer for what is no judgement."""
    if not isinstance(given, str) or given not in JUDGEMENTS:
        raise NotAnAnswer(question.id)
    mark, words = JUDGEMENTS[given]
    return Feedback(mark, (Remark("card", words, mark == 1.0, question.back),))


def flaws(question: Card) -> Iterator[Flaw]:
    if question.set != RECALL:
        yield ("set",), "a card is judged by whoever turns it, so that it can only be recalled: `set: recall`"


def show(question: Card, seed: int, given: Given, typed: Fields) -> dict[str, Any]:
    return {
        "front": inline(question.prompt),
        "back": inline(question.back),
        "judgements": [(name, words) for name, (_, words) in JUDGEMENTS.items()],
        "judged": JUDGEMENTS[given][1] if isinstance(given, str) and given in JUDGEMENTS else "",
    }


def credit(question: Card) -> str:
    return ""
