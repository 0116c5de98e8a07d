"""What the rooms keep of a learner. A room that keeps something registers here how it is shown, taken along and merged.

The rooms stand on `learners`, not the other way round: this module imports none of them. Nothing is registered for
erasure, since every row of a room hangs on the learner's and goes with it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, tzinfo
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
    whole, are texts of one line of Markdown. What a learner judged alone is not `graded`, and proves no mastery."""

    question: str
    objective: str
    prompt: str
    remarks: tuple[Remark, ...]
    mark: float
    when: datetime
    note: str = ""
    graded: bool = True


@dataclass(frozen=True)
class Attempted:
    """An attempt at something graded. `marks` has one entry a question, in order; None is not answered yet. What is not
    `listed` is one of many small ones: it counts, and stands among all answers, but not in a list of attempts."""

    lesson: str
    kind: str
    number: int
    begun: datetime
    url: str
    marks: tuple[float | None, ...]
    answers: tuple[Answered, ...]
    listed: bool = True

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
class Waits:
    """Something that waits for the learner: a link, and how much of it there is. `words` go on after the label."""

    url: str
    label: str
    words: str
    count: int


@dataclass(frozen=True)
class Holding:
    """Each function is given a learner's id and asks the database.

    `attempts`: what was graded, the oldest first. `export`: all that is kept, as JSON values. `merge(source, target)`:
    hands the source's rows to the target within the caller's transaction, where both learners are locked; what the
    target has stays as it is. `waits(learner, now, zone)`: what there is to do today, by the learner's own clock.
    """

    export: Callable[[UUID], Any]
    merge: Callable[[UUID, UUID], None]
    attempts: Callable[[UUID], Iterable[Attempted]] = lambda learner_id: ()
    waits: Callable[[UUID, datetime, tzinfo], Waits | None] = lambda learner_id, now, zone: None


HOLDINGS: dict[str, Holding] = {}


def attempts_of(learner_id: UUID) -> list[Attempted]:
    """Of all rooms, the oldest first."""
    found = [attempt for holding in HOLDINGS.values() for attempt in holding.attempts(learner_id)]
    return sorted(found, key=lambda attempt: attempt.begun)


def waiting_for(learner_id: UUID, now: datetime, zone: tzinfo) -> list[Waits]:
    """What waits for the learner in all rooms."""
    found = (holding.waits(learner_id, now, zone) for holding in HOLDINGS.values())
    return [each for each in found if each]
