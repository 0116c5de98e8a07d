"""A line chart as the paths of an SVG, with its keys, its summary and its table: what a page shows without a script.

Pure. Coordinates are px of a plot of WIDTH x HEIGHT that the template stretches to the room there is.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 440, 240
LEFT, RIGHT, TOP, BOTTOM = 46, 8, 8, 36
MOST_POINTS = 400  # a line: more than the plot has pixels shows nothing more

Point = tuple[float, float | None]
Words = Callable[[float | None], str]


@dataclass(frozen=True)
class Series:
    """`hue` 0 to 2 and `dash` 0 to 3 tell it apart. Points in the order of x; a y of None is a gap."""

    label: str
    points: Sequence[Point]
    hue: int
    dash: int
    thin: bool = False
    says: str = ""


@dataclass(frozen=True)
class Axis:
    """`low` to `high` over the plot, in equal steps or, `log`, in equal ratios."""

    words: str
    low: float
    high: float
    ticks: tuple[tuple[float, str], ...]
    log: bool = False

    def share(self, value: float) -> float:
        if self.log:
            return math.log(max(value, self.low) / self.low) / math.log(self.high / self.low)
        return (value - self.low) / (self.high - self.low)


@dataclass(frozen=True)
class Line:
    path: str
    label: str
    style: str
    says: str


@dataclass(frozen=True)
class Table:
    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Chart:
    """`x_ticks` and `y_ticks` hold (px, words)."""

    slug: str
    title: str
    x_words: str
    y_words: str
    lines: tuple[Line, ...]
    x_ticks: tuple[tuple[float, str], ...]
    y_ticks: tuple[tuple[float, str], ...]
    summary: str
    table: Table
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT
    top: int = TOP
    bottom: int = HEIGHT - BOTTOM


def chart(slug: str, title: str, series: Sequence[Series], x: Axis, y: Axis, table: Table) -> Chart:
    """`summary` is made of what each series says of itself."""
    return Chart(
        slug=slug,
        title=title,
        x_words=x.words,
        y_words=y.words,
        lines=tuple(
            Line(
                path(each.points, x, y), each.label, f"hue-{each.hue} dash-{each.dash}{' thin' * each.thin}", each.says
            )
            for each in series
        ),
        x_ticks=tuple((across(x, at), words) for at, words in x.ticks),
        y_ticks=tuple((down(y, at), words) for at, words in y.ticks),
        summary="; ".join(f"{each.label}: {each.says}" for each in series if each.says) + ".",
        table=table,
    )


def across(axis: Axis, value: float) -> float:
    return round(LEFT + (WIDTH - RIGHT - LEFT) * min(1.0, max(0.0, axis.share(value))), 1)


def down(axis: Axis, value: float) -> float:
    return round(HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * min(1.0, max(0.0, axis.share(value))), 1)


def path(points: Sequence[Point], x: Axis, y: Axis) -> str:
    parts = []
    pen = "M"
    for at, value in thinned(points):
        if value is None:
            pen = "M"
            continue
        parts.append(f"{pen}{across(x, at):g} {down(y, value):g}")
        pen = "L"
    return "".join(parts)


def thinned(points: Sequence[Point]) -> Sequence[Point]:
    """Every so-many-th point and always the last."""
    step = math.ceil(len(points) / MOST_POINTS)
    return points if step <= 1 else [*points[:-1:step], points[-1]]


def seconds_axis(until_s: float) -> Axis:
    step = next((each for each in (0.5, 1, 2, 5, 10) if until_s / each <= 8), 20)
    ticks = [step * i for i in range(int(until_s / step + 1e-9) + 1)]
    return Axis("seconds since load start", 0.0, until_s, tuple((at, f"{at:g}") for at in ticks))


def value_axis(words: str, most: float, say: Words) -> Axis:
    """From 0 to the next of 1, 1.5, 2, 3, … that holds `most`."""
    power = 10 ** math.floor(math.log10(most)) if most > 0 else 1.0
    high = power * next((step for step in (1, 1.5, 2, 3, 4, 5, 6, 8, 10) if step * power >= most * (1 - 1e-9)), 10)
    ticks = tuple((high * i / 4, "0" if i == 0 else say(high * i / 4)) for i in range(5))
    return Axis(words, 0.0, high, ticks)


def log_axis(words: str, least: float, most: float, say: Words) -> Axis:
    """Round numbers around `least` (> 0) and `most`; 1, 2 and 5 are named as long as there is room for them."""
    steps = [step * 10.0**power for power in range(-3, 8) for step in (1, 2, 5)]
    low = max((step for step in steps if step <= least), default=steps[0])
    high = min((step for step in steps if step >= most and step > low), default=steps[-1])
    inside = [step for step in steps if low <= step <= high]
    shown = inside if len(inside) <= 6 else [step for step in inside if math.log10(step) % 1 == 0]
    return Axis(words, low, high, tuple((step, say(step)) for step in shown), log=True)
