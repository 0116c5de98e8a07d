"""A question between two formats: what all of them can say, in one shape. Formats read and write items; `native` makes
an item of a question and a question's data of an item; `riding` carries what an item cannot hold."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Kind = Literal["one", "several", "number", "text", "match", "order", "gaps"]


@dataclass(frozen=True)
class Answer:
    """Something to choose, or something that may be typed. `share` is what it earns, from -1 to 1, and `said` the
    feedback to it. `text` is Markdown where it is chosen and plain where it is typed; `*` stands for any other.
    `width` is the tolerance of a number, as a share of it where `relative` is set."""

    text: str
    share: float = 0.0
    said: str = ""
    width: float = 0.0
    relative: bool = False


@dataclass(frozen=True)
class Item:
    """`name` is the id or title that its file gives it. `shown` is (language, text) of what is looked at first. `pairs`
    are (left, right); without a left side it is an extra. `gaps` are the answers of each gap of `code`, whose places
    are `{{1}}`, `{{2}}`, …; `said` is told to a right answer, `otherwise` to a wrong one. `rides` is what the format
    carries for Firstbyte alone. `lost` are sentences on what could not be taken over; `line` counts from 1."""

    kind: Kind
    name: str
    prompt: str
    answers: tuple[Answer, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()
    gaps: tuple[tuple[Answer, ...], ...] = ()
    code: str = ""
    shown: tuple[str, str] | None = None
    said: str = ""
    otherwise: str = ""
    hints: tuple[str, ...] = ()
    credit: str = ""
    exact: bool = False
    unit: str = ""
    units: Mapping[str, float] = field(default_factory=dict)
    rides: Mapping[str, Any] = field(default_factory=dict)
    line: int = 1
    lost: tuple[str, ...] = ()


@dataclass(frozen=True, order=True)
class Skipped:
    """What was left out, a question or a part of one: where, and a sentence that says why."""

    line: int
    reason: str


@dataclass(frozen=True, order=True)
class Place:
    """Something that breaks the file. Line and column count from 1."""

    line: int
    column: int
    message: str


@dataclass(frozen=True)
class Reading:
    """What a file holds. With any fault nothing of it is imported."""

    items: tuple[Item, ...]
    skipped: tuple[Skipped, ...] = ()
    faults: tuple[Place, ...] = ()


class Broken(Exception):
    """The reading cannot go on; every fault that was met."""

    def __init__(self, *faults: Place) -> None:
        super().__init__("; ".join(fault.message for fault in faults))
        self.faults = faults


class CannotCarry(Exception):
    """This format has nothing that a question of this kind could become."""
