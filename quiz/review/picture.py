"""The coming reviews as bars: what an SVG of the page's own width needs, drawn by the server. Pure.

Across, everything is in per cent, so that the letters keep their size on a phone; down, it is in px.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from quiz.review.words import day
from quiz.words import count

HEIGHT, TOP, BOTTOM = 150, 18, 36  # px: all of it, room for the figures above, room for the days below
SHARE = 0.68  # of its day that a bar is wide


@dataclass(frozen=True)
class Bar:
    """`words` name the day in the table; `weekday` and `number` stand under the bar."""

    day: date
    count: int
    words: str
    weekday: str
    number: int
    x: str
    middle: str
    y: float
    height: float
    label_y: float


@dataclass(frozen=True)
class Picture:
    bars: tuple[Bar, ...]
    width: str
    height: int
    base: int
    weekday_y: int
    number_y: int
    summary: str


def percent(share: float) -> str:
    return f"{100 * share:.2f}%"


def picture(days: Sequence[tuple[date, int]]) -> Picture:
    """`days` begin with today; there is at least one."""
    most = max(1, *(many for _, many in days))
    base, each = HEIGHT - BOTTOM, 1 / len(days)
    bars = []
    for place, (when, many) in enumerate(days):
        high = round((base - TOP) * many / most, 1)
        bars.append(
            Bar(
                day=when,
                count=many,
                words=f"{when:%A} {when.day} {when:%B}",
                weekday=f"{when:%a}"[:2],
                number=when.day,
                x=percent(each * (place + (1 - SHARE) / 2)),
                middle=percent(each * (place + 0.5)),
                y=round(base - high, 1),
                height=high,
                label_y=round(base - high - 5, 1),
            )
        )
    return Picture(tuple(bars), percent(each * SHARE), HEIGHT, base, base + 15, base + 30, summary(days))


def summary(days: Sequence[tuple[date, int]]) -> str:
    total, today = sum(many for _, many in days), days[0][0]
    if not total:
        return f"Nothing comes within {count(len(days), 'day')}."
    when, most = max(days, key=lambda each: each[1])
    some = f"{count(total, 'review')} within {count(len(days), 'day')}, {days[0][1]} of them before today ends."
    return some if when == today else f"{some} The most come {day(when, today)}: {most}."
