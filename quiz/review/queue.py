"""Which cards are due, and in which order they are asked. Pure: the time and the learner's zone come in."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo


@dataclass(frozen=True)
class Waiting:
    """A card as the queue sees it. `by_the_minute`: due at that minute; else from the beginning of that day on.
    `changed`: the question was corrected since it was answered, so that what was learned may no longer be true: it is
    due at once."""

    question: str
    objective: str
    due: datetime
    by_the_minute: bool = False
    changed: bool = False

    def is_due(self, now: datetime, zone: tzinfo) -> bool:
        if self.changed or self.due <= now:
            return True
        return not self.by_the_minute and day_of(self.due, zone) <= day_of(now, zone)


def day_of(when: datetime, zone: tzinfo) -> date:
    """The learner's day: where the clock is put forward it has 23 hours, and it is a day all the same."""
    return when.astimezone(zone).date()


def due_cards(cards: Sequence[Waiting], now: datetime, zone: tzinfo) -> list[Waiting]:
    """The longest overdue first; of those due at one moment, in the order of their names."""
    return sorted((c for c in cards if c.is_due(now, zone)), key=lambda card: (card.due, card.question))


def interleaved(due: Sequence[Waiting], last: str = "") -> list[Waiting]:
    """All of them, no objective twice in a row where that is possible, and otherwise in the order given. `last` is the
    objective that was asked before the first of them.

    An objective that has more than half of what is left goes next, since later it could no longer be parted.
    """
    left = list(due)
    order: list[Waiting] = []
    while left:
        counts = Counter(card.objective for card in left)
        most, count = counts.most_common(1)[0]
        others = [card for card in left if card.objective != last]
        if 2 * count > len(left) and most != last:
            card = next(card for card in left if card.objective == most)
        else:
            card = others[0] if others else left[0]
        left.remove(card)
        order.append(card)
        last = card.objective
    return order


def forecast(cards: Sequence[Waiting], now: datetime, zone: tzinfo, days: int) -> list[tuple[date, int]]:
    """How many fall due on each of the coming days, today first; what is overdue is due today."""
    today = day_of(now, zone)
    counts = Counter(today if c.changed else max(today, day_of(c.due, zone)) for c in cards)
    return [(day, counts[day]) for day in (today + timedelta(days=n) for n in range(days))]
