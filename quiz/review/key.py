"""The whole answer to a question, as words: what is right, and the reason for everything that could be chosen."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import singledispatch

from quiz.questions import Question
from quiz.questions.blanks import GAP, Blanks
from quiz.questions.card import Card
from quiz.questions.match import Match
from quiz.questions.number import Number
from quiz.questions.options import WithOptions
from quiz.questions.order import Order
from quiz.questions.text import Text
from quiz.words import literal


@dataclass(frozen=True)
class Line:
    """`text` and `why` are texts of one line of Markdown; `code` is text as it stands, instead of them."""

    text: str
    right: bool
    why: str = ""
    code: bool = False


@singledispatch
def key(question: Question) -> Iterator[Line]:
    """One line for each thing that can be chosen or is known, the right ones and the wrong ones. None for a type whose
    answer is no text."""
    yield from ()


@key.register
def of_options(question: WithOptions) -> Iterator[Line]:
    printed = question.type == "predict"
    for option in question.options:
        yield Line(option.text, option.correct, option.why, code=printed)


@key.register
def of_card(question: Card) -> Iterator[Line]:
    yield Line(question.back, True)


@key.register
def of_number(question: Number) -> Iterator[Line]:
    unit = f" {question.unit}" if question.unit else ""
    yield Line(f"{question.value:g}{unit}", True, question.why)
    for slip in question.slips:
        yield Line(f"{slip.value:g}{unit}", False, slip.why)


@key.register
def of_text(question: Text) -> Iterator[Line]:
    for place, text in enumerate(question.answer.accepted):
        yield Line(literal(text), True, "" if place else question.why)
    for slip in question.slips:
        for text in slip.accepted[:1]:
            yield Line(literal(text), False, slip.why)


@key.register
def of_blanks(question: Blanks) -> Iterator[Line]:
    yield Line(question.whole.rstrip("\n"), True, code=True)
    for place, gap in enumerate(question.gaps, 1):
        yield Line(f"Gap {place}: {literal(gap.accepted[0])}", True, gap.why)
        for slip in gap.slips:
            yield Line(f"Gap {place}: {literal(slip.accepted[0])}", False, slip.why)


@key.register
def of_order(question: Order) -> Iterator[Line]:
    if question.language is not None:
        yield Line("\n".join(item.text for item in question.items), True, question.why, code=True)
        return
    for place, item in enumerate(question.items, 1):
        last = place == len(question.items)
        yield Line(f"{place}. {item.text}", True, question.why if last else "")


@key.register
def of_match(question: Match) -> Iterator[Line]:
    for pair in question.pairs:
        yield Line(f"{pair.left}: {pair.right}", True, pair.why)


def offered(question: Question) -> list[Line]:
    """What the question shows beside its prompt, without what is right, in an alphabet's order, which says nothing."""
    if isinstance(question, WithOptions):
        printed = question.type == "predict"
        return sorted((Line(each.text, False, code=printed) for each in question.options), key=lambda line: line.text)
    if isinstance(question, Blanks):
        numbers = {gap: place for place, gap in enumerate(GAP.findall(question.code), 1)}
        return [Line(GAP.sub(lambda found: f"[{numbers[found[1]]}]", question.code), False, code=True)]
    if isinstance(question, Order):
        code = question.language is not None
        return sorted((Line(item.text, False, code=code) for item in question.items), key=lambda line: line.text)
    if isinstance(question, Match):
        choices = [Line(f"→ {text}", False) for text in sorted(question.choices.values())]
        return [*(Line(pair.left, False) for pair in question.pairs), *choices]
    return []
