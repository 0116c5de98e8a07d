"""Lines or events to put in order. The answer is the list of their ids, in the order given.

`credit` is `exact`, or `run`: the longest run of items that follow one another rightly, without its first, as a share
of all without the first. So the right order earns 1, and an order in which nothing follows rightly 0.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Annotated, Any, Literal

from django.utils.safestring import SafeString
from pydantic import Field

from lessons.highlighting import LANGUAGES, highlighted_lines
from quiz.questions.envelope import Envelope, Flaw, Slug, Strict
from quiz.questions.feedback import Feedback, Fields, Given, NotAnAnswer, NothingGiven, Remark, Unreadable
from quiz.ranking import rank
from quiz.words import inline

Line = Annotated[str, Field(min_length=1, max_length=200)]  # code keeps its indent

CREDIT = {
    "exact": "It counts when all of it is in the right order.",
    "run": "A part counts: the longest run of items that follow one another rightly.",
}


class Item(Strict):
    id: Slug
    text: Line


class Order(Envelope):
    """`items` stand in the right order. `language` is that of code; without it the items are words."""

    type: Literal["order"]
    credit: Literal["exact", "run"]
    items: Annotated[tuple[Item, ...], Field(min_length=3, max_length=12)]
    language: str | None = None
    why: str
    otherwise: str

    @property
    def right(self) -> list[str]:
        return [item.id for item in self.items]

    def shuffled(self, seed: int) -> list[Item]:
        """In the order of the attempt, which is never the right one."""
        found = sorted(self.items, key=lambda item: rank(seed, self.id, item.id))
        return found[1:] + found[:1] if [item.id for item in found] == self.right else found


def read(question: Order, fields: Fields) -> Given:
    """From a place for each item. Raises NothingGiven, and Unreadable where two have the same place or one has none."""
    places = {item.id: "".join(fields.getlist(f"place-{item.id}")[-1:]) for item in question.items}
    if not any(places.values()):
        raise NothingGiven("Give each line its place, then send the answer.")
    if sorted(places.values()) != sorted(str(place) for place in range(1, len(places) + 1)):
        raise Unreadable("Each line needs a place of its own: two have the same one, or one has none.")
    return sorted(places, key=lambda item: int(places[item]))


def ids(question: Order, given: Given) -> list[str]:
    if not isinstance(given, Sequence) or isinstance(given, str):
        raise NotAnAnswer(question.id)
    found = [each for each in given if isinstance(each, str)]
    if len(found) != len(given) or sorted(found) != sorted(question.right):
        raise NotAnAnswer(question.id)
    return found


def longest_run(order: Sequence[str], right: Sequence[str]) -> int:
    """How many items the longest stretch has in which each one is followed by the one that should follow."""
    follows = set(pairwise(right))
    longest = run = 1
    for pair in pairwise(order):
        run = run + 1 if pair in follows else 1
        longest = max(longest, run)
    return longest


def grade(question: Order, given: Given) -> Feedback:
    """Raises NotAnAnswer for what does not hold each item once."""
    order = ids(question, given)
    if order == question.right:
        return Feedback(1.0, (Remark("order", "Your order", True, question.why),))
    run, count = longest_run(order, question.right), len(order)
    mark = (run - 1) / (count - 1) if question.credit == "run" else 0.0
    note = f"{run} of {count} follow one another rightly." if run > 1 else "No two follow one another rightly."
    return Feedback(mark, (Remark("order", "Your order", False, question.otherwise),), note)


def flaws(question: Order) -> Iterator[Flaw]:
    if len(set(question.right)) != len(question.items):
        yield ("items",), "an item's id is used twice"
    if len({item.text.strip() for item in question.items}) != len(question.items):
        yield ("items",), "two items say the same, so that their order cannot be told"
    if question.language is not None and question.language not in LANGUAGES:
        yield ("language",), f"the language must be one of {', '.join(LANGUAGES)}"


def show(question: Order, seed: int, given: Given, typed: Fields) -> dict[str, Any]:
    by_id = {item.id: item for item in question.items}
    order = question.shuffled(seed) if given is None else [by_id[each] for each in ids(question, given)]
    follows = set(pairwise(question.right))
    before = [None, *order]
    count = range(1, len(order) + 1)
    return {
        "rows": [
            {
                "id": item.id,
                "text": html(question, item),
                "place": "".join(typed.getlist(f"place-{item.id}")[-1:]),
                # The first is right in the first place, any other behind the one that should precede it.
                "right": (last.id, item.id) in follows if last else item.id == question.right[0],
            }
            for last, item in zip(before, order, strict=False)
        ],
        "places": [str(place) for place in count],
        "right": [html(question, item) for item in question.items],
        "is_code": question.language is not None,
        "why": question.why,
    }


def html(question: Order, item: Item) -> SafeString:
    """The item as HTML: highlighted code, or words."""
    if question.language is None:
        return inline(item.text)
    return SafeString("".join(highlighted_lines(item.text, question.language)))


def credit(question: Order) -> str:
    return CREDIT[question.credit]
