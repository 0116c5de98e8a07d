"""Pairs to find. The answer is `{pair id: id of what was chosen for it}`; each pair earns its share."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Literal

from pydantic import Field

from quiz.questions.envelope import Envelope, Flaw, Slug, Strict, Words
from quiz.questions.feedback import Feedback, Fields, Given, NotAnAnswer, NothingGiven, Remark, Unreadable
from quiz.ranking import rank


class Pair(Strict):
    """`why` says what makes `right` belong to `left`."""

    id: Slug
    left: Words
    right: Words
    why: str


class Extra(Strict):
    """Something to choose that belongs to nothing."""

    id: Slug
    text: Words


class Match(Envelope):
    type: Literal["match"]
    pairs: Annotated[tuple[Pair, ...], Field(min_length=2, max_length=10)]
    extra: tuple[Extra, ...] = ()

    @property
    def choices(self) -> dict[str, str]:
        """Id -> text of everything that can be chosen. What reads the same is one choice."""
        found: dict[str, str] = {}
        for name, text in [*((pair.id, pair.right) for pair in self.pairs), *((e.id, e.text) for e in self.extra)]:
            if text not in found.values():
                found[name] = text
        return found

    def right(self, pair: Pair) -> str:
        return next(name for name, text in self.choices.items() if text == pair.right)


def token(choice: str) -> str:
    """What the page calls a choice. Its id would give the answer away: it is that of the pair it belongs to."""
    return rank(0, choice).hex()[:8]


def read(question: Match, fields: Fields) -> Given:
    """Raises NotAnAnswer for what the page does not offer."""
    chosen = {pair.id: "".join(fields.getlist(f"pair-{pair.id}")[-1:]) for pair in question.pairs}
    if not any(chosen.values()):
        raise NothingGiven("Choose what belongs to each, then send the answer.")
    if not all(chosen.values()):
        raise Unreadable("Each one needs its partner; one of them has none yet.")
    names = {token(name): name for name in question.choices}
    if not names.keys() >= set(chosen.values()):
        raise NotAnAnswer(question.id)
    return {pair: names[value] for pair, value in chosen.items()}


def partners(question: Match, given: Given) -> dict[str, str]:
    if not isinstance(given, Mapping) or set(given) != {pair.id for pair in question.pairs}:
        raise NotAnAnswer(question.id)
    found = {name: chosen for name, chosen in given.items() if isinstance(chosen, str) and chosen in question.choices}
    if len(found) != len(given):
        raise NotAnAnswer(question.id)
    return found


def grade(question: Match, given: Given) -> Feedback:
    """Raises NotAnAnswer for what does not give each left side something that can be chosen."""
    chosen = partners(question, given)
    remarks = tuple(
        Remark(
            pair.id,
            f"{pair.left}: {question.choices[chosen[pair.id]]}",
            chosen[pair.id] == question.right(pair),
            pair.why,
        )
        for pair in question.pairs
    )
    right = sum(remark.right for remark in remarks)
    return Feedback(1.0 if right == len(remarks) else right / len(remarks), remarks)


def flaws(question: Match) -> Iterator[Flaw]:
    names = [*(pair.id for pair in question.pairs), *(extra.id for extra in question.extra)]
    if len(set(names)) != len(names):
        yield ("pairs",), "an id is used twice"
    if len({pair.left for pair in question.pairs}) != len(question.pairs):
        yield ("pairs",), "two pairs have the same left side"
    if len(question.choices) < 2:
        yield ("pairs",), "there is nothing to choose between"
    for index, extra in enumerate(question.extra):
        if extra.text in [pair.right for pair in question.pairs]:
            yield ("extra", index), "this belongs to a pair: it is no extra"


def show(question: Match, seed: int, given: Given, typed: Fields) -> dict[str, Any]:
    chosen = partners(question, given) if given is not None else {}
    choices = question.choices
    return {
        "choices": [(token(name), choices[name]) for name in sorted(choices, key=lambda n: rank(seed, question.id, n))],
        "rows": [
            {
                "id": pair.id,
                "left": pair.left,
                "typed": "".join(typed.getlist(f"pair-{pair.id}")[-1:]),
                "chosen": choices.get(chosen.get(pair.id, ""), ""),
                "ok": chosen.get(pair.id) == question.right(pair),
                "right": pair.right,
                "why": pair.why,
            }
            for pair in question.pairs
        ],
    }


def credit(question: Match) -> str:
    return "Each pair counts its share."
