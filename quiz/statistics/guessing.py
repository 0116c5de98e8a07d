"""The mark that somebody earns on the average who knows nothing and chooses by chance."""

from collections.abc import Iterator
from functools import singledispatch
from itertools import chain, combinations, permutations
from math import factorial

from quiz.questions import Question
from quiz.questions.blanks import Blanks
from quiz.questions.match import Match
from quiz.questions.multi import Multi, mark
from quiz.questions.number import Number
from quiz.questions.options import WithOptions
from quiz.questions.order import Order, longest_run
from quiz.questions.text import Text

MOST_OPTIONS, MOST_ITEMS = 12, 7  # past these, too many answers would have to be tried


@singledispatch
def guess(question: Question) -> float | None:
    """Between 0 and 1; None where it is not known."""
    return None


@guess.register(Text)
@guess.register(Number)
@guess.register(Blanks)
def of_typed(question: Question) -> float | None:
    """What is typed is not hit by chance."""
    return 0.0


@guess.register
def of_options(question: WithOptions) -> float | None:
    return sum(option.correct for option in question.options) / len(question.options)


@guess.register
def of_multi(question: Multi) -> float | None:
    """Over all ways to tick at least one, each as likely as another."""
    ids = [option.id for option in question.options]
    if len(ids) > MOST_OPTIONS:
        return None
    ways = list(chain.from_iterable(combinations(ids, count) for count in range(1, len(ids) + 1)))
    return sum(mark(question, set(ticked)) for ticked in ways) / len(ways)


@guess.register
def of_match(question: Match) -> float | None:
    return 1 / len(question.choices)


@guess.register
def of_order(question: Order) -> float | None:
    right = question.right
    if question.credit == "exact":
        return 1 / factorial(len(right))
    if len(right) > MOST_ITEMS:
        return None
    marks = list(run_marks(right))
    return sum(marks) / len(marks)


def run_marks(right: list[str]) -> Iterator[float]:
    for order in permutations(right):
        yield (longest_run(order, right) - 1) / (len(right) - 1)
