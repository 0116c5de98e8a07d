"""How a learner stands in a lesson's challenge. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from quiz.sheet import Sheet

BAR = 0.8  # the share of the marks that earns mastery


@dataclass(frozen=True)
class Standing:
    """`number` is that of the present attempt, `first` the id of its first question. `score` is its share of the marks,
    between 0 and 1."""

    number: int
    first: str
    answered: int
    right: int
    of: int
    score: float

    @property
    def begun(self) -> bool:
        return self.answered > 0

    @property
    def finished(self) -> bool:
        return 0 < self.of == self.answered

    @property
    def percent(self) -> int:
        return percent(self.score)


def percent(share: float) -> int:
    """Rounded down, so that 80 is never shown for less."""
    return int(100 * share + 1e-9)


def score(sheet: Sheet) -> float:
    return sum(each.mark for each in sheet.feedback.values()) / len(sheet.questions) if sheet.questions else 0.0


def reached(sheet: Sheet) -> bool:
    """Whether a whole attempt earned the bar."""
    return sheet.finished and score(sheet) >= BAR - 1e-9


def standing(so_far: Sequence[Sheet], drawn: Sheet) -> Standing:
    """`drawn` is what is asked where there is no attempt yet."""
    now = so_far[-1] if so_far else drawn
    return Standing(
        number=now.number,
        first=now.questions[0].id if now.questions else "",
        answered=len(now.feedback),
        right=now.right,
        of=len(now.questions),
        score=score(now),
    )
