"""What the rooms keep of a learner. A room that keeps something registers here how it is shown, taken along and merged.

The rooms stand on `learners`, not the other way round: this module imports none of them. Nothing is registered for
erasure, since every row of a room hangs on the learner's and goes with it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID


@dataclass(frozen=True)
class Remark:
    """What was given, or a part of it, and why it is right or not; texts of one line of Markdown."""

    text: str
    right: bool
    why: str


@dataclass(frozen=True)
class Answered:
    """One answer of an attempt. `mark` is between 0 and 1. `prompt`, and `note`, which is said about the answer as a
    whole, are texts of one line of Markdown."""

    question: str
    objective: str
    prompt: str
    remarks: tuple[Remark, ...]
    mark: float
    when: datetime
    note: str = ""


@dataclass(frozen=True)
class Attempted:
    """An attempt at something graded. `marks` has one entry a question, in order; None is not answered yet."""

    lesson: str
    kind: str
    number: int
    begun: datetime
    url: str
    marks: tuple[float | None, ...]
    answers: tuple[Answered, ...]

    @property
    def finished(self) -> bool:
        return None not in self.marks

    @property
    def answered(self) -> int:
        return sum(mark is not None for mark in self.marks)

    @property
    def left(self) -> int:
        return len(self.marks) - self.answered

    @property
    def right(self) -> int:
        return sum(mark == 1.0 for mark in self.marks)


@dataclass(frozen=True)
class Holding:
    """Each function is given a learner's id and asks the database.

    `attempts`: what was graded, the oldest first. `export`: all that is kept, as JSON values. `merge(source, target)`:
    hands the source's rows to the target within the caller's transaction, where both learners are locked; what the
    target has stays as it is.
    """

    export: Callable[[UUID], Any]
    merge: Callable[[UUID, UUID], None]
    attempts: Callable[[UUID], Iterable[Attempted]] = lambda learner_id: ()


HOLDINGS: dict[str, Holding] = {}


def attempts_of(learner_id: UUID) -> list[Attempted]:
    """Of all rooms, the oldest first."""
    found = [attempt for holding in HOLDINGS.values() for attempt in holding.attempts(learner_id)]
    return sorted(found, key=lambda attempt: attempt.begun)
