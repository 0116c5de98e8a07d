"""What a question's figures say, in words. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from quiz.statistics.gathering import ENOUGH, Row
from quiz.words import count

# The bounds are those that item analysis commonly takes; a question outside them is looked at, not thrown away.
EASY = 0.95  # facility; from there on it tells nobody apart
WEAK = 20.0  # per cent of discrimination
NEAR_GUESSING = 0.05  # of a mark


@dataclass(frozen=True)
class Judged:
    """A row with what it says: `faults` name what to mend, `notes` are worth a look."""

    row: Row
    faults: tuple[str, ...]
    notes: tuple[str, ...]

    @property
    def facility(self) -> str:
        return per_cent(self.row.facility)

    @property
    def guess(self) -> str:
        return per_cent(self.row.guess)

    @property
    def bad(self) -> bool:
        return bool(self.faults)


def per_cent(share: float | None) -> str:
    return "–" if share is None else f"{100 * share:.1f} %"


def judged(row: Row) -> Judged:
    if row.n < ENOUGH or row.facility is None:
        if row.n == 0:
            return Judged(row, (), ("Nobody has answered it yet.",))
        needed = count(ENOUGH - row.n, "more first answer")
        return Judged(row, (), (f"Its figures say something after {needed}.",))
    faults, notes = [], []
    if row.discrimination is not None and row.discrimination < 0:
        faults.append("Those who know the rest miss it: look for a wrong key, or a prompt that says two things.")
    if row.guess is not None and row.facility <= row.guess + NEAR_GUESSING:
        faults.append("It is answered no better than by chance: the lesson may not teach it, or the prompt misleads.")
    if popular := more_chosen(row):
        faults.append(f"More chose “{popular}” than what is right: make plain why it is wrong, or see whether it is.")
    if row.facility >= EASY:
        notes.append("Almost everybody is right: it tells nobody apart.")
    elif row.discrimination is not None and 0 <= row.discrimination < WEAK:
        notes.append("It tells those who know the rest hardly apart from those who do not.")
    if row.type in ("choice", "predict", "chart", "multi"):
        unused = [given.text for given in row.given if not given.right and given.count == 0]
        notes += [f"Nobody chose “{text}”: it misleads no one, and makes guessing easier." for text in unused]
    return Judged(row, tuple(faults), tuple(notes))


def more_chosen(row: Row) -> str:
    """The wrong option that more chose than the right one; "" where there is none, and where several are right."""
    right = [given.count for given in row.given if given.right]
    if row.type not in ("choice", "predict", "chart") or len(right) != 1:
        return ""
    return next((given.text for given in row.given if not given.right and given.count > right[0]), "")


def summary(rows: Sequence[Judged]) -> str:
    """A sentence that names the questions to mend."""
    bad = [each.row.question for each in rows if each.bad and each.row.current]
    enough = sum(each.row.n >= ENOUGH for each in rows)
    if not any(each.row.n for each in rows):
        return "No question has been answered yet."
    if not enough:
        return f"No question has {ENOUGH} first answers yet: too few to say which ones to mend."
    if not bad:
        return f"Of the {count(enough, 'question')} with {ENOUGH} first answers or more, none needs mending."
    names = bad[0] if len(bad) == 1 else f"{', '.join(bad[:-1])} and {bad[-1]}"
    return f"To mend: {names}."
