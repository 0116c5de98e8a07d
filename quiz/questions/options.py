"""Options to choose from, for the types that have them."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from quiz.questions.envelope import Envelope, Slug, Strict, Words
from quiz.questions.feedback import Remark
from quiz.ranking import rank


class Option(Strict):
    """`why` says, to whoever chose it, what makes this option right or wrong. A pinned option stays last."""

    id: Slug
    text: Words
    correct: bool = False
    why: str = ""
    misconception: Slug | None = None
    pinned: bool = False

    def remark(self) -> Remark:
        return Remark(self.id, self.text, self.correct, self.why, self.misconception)


class WithOptions(Envelope):
    """How many options are right, and that each has its `why`, is the linter's business: it names the place."""

    options: Annotated[tuple[Option, ...], Field(min_length=2)]

    def arranged(self, seed: int) -> tuple[Option, ...]:
        """The options in the attempt's order: shuffled by its seed, the pinned ones last as they were written."""
        loose = [option for option in self.options if not option.pinned]
        pinned = [option for option in self.options if option.pinned]
        return (*sorted(loose, key=lambda option: rank(seed, self.id, option.id)), *pinned)

    def shown(self, seed: int, chosen: Collection[str]) -> tuple["ShownOption", ...]:
        return tuple(
            ShownOption(option.id, option.text, option.why, option.correct, option.id in chosen)
            for option in self.arranged(seed)
        )


@dataclass(frozen=True)
class ShownOption:
    """An option as a template draws it; before the answer it draws no more than id and text."""

    id: str
    text: str
    why: str
    right: bool
    chosen: bool
