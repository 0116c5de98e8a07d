"""How well an objective is mastered, from the answers to its questions. It can be lost again."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from learners.holdings import Answered

STEP = 0.5  # each answer moves the level this part of the way to its mark
MASTERED = 0.75  # two right answers in a row reach it from nothing
RECENT = 6  # marks shown


@dataclass(frozen=True)
class Mastery:
    """`level` is between 0 and 1: an exponential moving average of the marks, beginning at 0. `marks` are the latest,
    the oldest of them first. `slipped` is whether it was mastered before the last answers, and is not now."""

    objective: str
    text: str
    level: float
    answers: int
    slipped: bool
    marks: tuple[float, ...]
    last: datetime | None

    @property
    def mastered(self) -> bool:
        return self.level >= MASTERED

    @property
    def percent(self) -> int:
        return round(100 * self.level)

    @property
    def words(self) -> str:
        if self.answers == 0:
            return "not asked yet"
        if self.mastered:
            return "mastered"
        return "slipped" if self.slipped else "on the way" if self.level >= STEP else "begun"


def mastery_of(objective: str, text: str, answers: Iterable[Answered]) -> Mastery:
    """Of the answers to this objective's questions, in whatever order they come."""
    mine = sorted((each for each in answers if each.graded and each.objective == objective), key=lambda each: each.when)
    level, ever = 0.0, False
    for answer in mine:
        level += STEP * (answer.mark - level)
        ever = ever or level >= MASTERED
    return Mastery(
        objective=objective,
        text=text,
        level=level,
        answers=len(mine),
        slipped=ever and level < MASTERED,
        marks=tuple(each.mark for each in mine[-RECENT:]),
        last=mine[-1].when if mine else None,
    )


def masteries(objectives: Mapping[str, str], answers: Iterable[Answered]) -> tuple[Mastery, ...]:
    """Of each objective, given as id -> sentence, in that order."""
    given = list(answers)
    return tuple(mastery_of(objective, text, given) for objective, text in objectives.items())
