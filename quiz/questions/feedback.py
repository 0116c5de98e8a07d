"""What grading says about an answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

# An answer as it is stored: what JSON can hold. Each type says what its own looks like.
Given = str | int | float | bool | None | Sequence["Given"] | Mapping[str, "Given"]


class Fields(Protocol):
    """A posted form: a field may come several times, or not at all."""

    def getlist(self, key: str, /) -> list[str]: ...


class NothingGiven(Exception):
    """The form holds no answer yet; the sentence says what to do."""


class Unreadable(Exception):
    """The form holds something that a person typed and that cannot be read; the sentence says what would be."""


class NotAnAnswer(Exception):
    """The answer is not one that the question can be given."""


@dataclass(frozen=True)
class Remark:
    """What is said about one part of an answer, as it was given: an option that was chosen, a gap, a pair."""

    part: str
    text: str
    right: bool
    why: str
    misconception: str | None = None


@dataclass(frozen=True)
class Feedback:
    """`mark` is between 0 and 1. The remarks belong to what was given, never to the question as a whole; the note is a
    sentence about all of it, where the parts alone do not say enough."""

    mark: float
    remarks: tuple[Remark, ...]
    note: str = ""

    @property
    def right(self) -> bool:
        return self.mark == 1.0
