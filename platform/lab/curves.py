"""What is drawn of recordings: throughput, requests in flight and response time over the run, and how response times
are distributed. Several recordings share one chart: a hue a variant, a dash a recording. Pure."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from lab.chart import Chart, Point, Series, Table, Words, chart, log_axis, seconds_axis, value_axis
from lab.recording import Recording, Row, response_ms
from lab.words import figure, seconds

SHARES = (10, 25, 50, 75, 90, 95, 99, 100)  # rows of the table of a distribution, in per cent
SIZE = 200  # points of a distribution's line


@dataclass(frozen=True)
class Curve:
    """One variant of one recording, and how it is told apart."""

    recording: Recording
    name: str
    label: str
    hue: int
    dash: int

    def ticks(self, column: str) -> list[Point]:
        found = self.recording.parts[self.name]["ticks"]
        return [(t / 1000, value) for t, value in zip(found.get("t", ()), found.get(column, ()), strict=False)]

    def times(self, of: Callable[[Row], float] = response_ms) -> list[float]:
        """Sorted."""
        return sorted(of(row) for row in self.recording.answered(self.name))


def curves(recordings: Sequence[tuple[str, Recording]]) -> list[Curve]:
    """(letter, recording): the letter stands before the variant's name where there are several."""
    names = list(dict.fromkeys(info["name"] for _, recording in recordings for info in recording.variants))
    many = len(recordings) > 1
    return [
        Curve(
            recording,
            info["name"],
            f"{letter} {info['name']}" if many else info["name"],
            names.index(info["name"]) % 3,
            (i if many else names.index(info["name"])) % 4,
        )
        for i, (letter, recording) in enumerate(recordings)
        for info in recording.variants
    ]


def over_time(shown: Sequence[Curve]) -> list[Chart]:
    return [
        time_chart("throughput", "Answers a second", shown, "throughput", figure),
        time_chart("in-flight", "Requests in flight", shown, "in_flight", figure),
        time_chart("response", "Response time, p50 of the last second", shown, "p50", seconds),
    ]


def time_chart(slug: str, title: str, shown: Sequence[Curve], column: str, say: Words) -> Chart:
    until = max((curve.recording.window[1] / 1000 for curve in shown), default=1.0)
    found = [(curve, curve.ticks(column)) for curve in shown]
    most = max((value for _, points in found for _, value in points if value is not None), default=1.0)
    series = [
        Series(curve.label, points, curve.hue, curve.dash, says=f"{say(points[-1][1] if points else None)} at the end")
        for curve, points in found
    ]
    columns = [[say(at(points, second)) for second in range(1, int(until) + 1)] for _, points in found]
    rows = tuple((str(i + 1), *cells) for i, cells in enumerate(zip(*columns, strict=True)))
    table = Table(f"{title}, once a second", ("Second", *(curve.label for curve in shown)), rows)
    return chart(slug, title, series, seconds_axis(until), value_axis(title, most, say), table)


def at(points: Sequence[Point], second: float) -> float | None:
    row = bisect_right(points, second, key=lambda point: point[0]) - 1
    return points[row][1] if row >= 0 else None


def rank(times: Sequence[float], share: float) -> float | None:
    """The value that `share` (0 to 1) of the sorted `times` do not exceed: the nearest rank."""
    return times[max(0, math.ceil(share * len(times) - 1e-9) - 1)] if times else None


def distribution(shown: Sequence[Curve], title: str = "How response times are distributed") -> Chart:
    return cdf("cdf", title, [(curve.label, curve.hue, curve.dash, curve.times()) for curve in shown])


def cdf(slug: str, title: str, found: Sequence[tuple[str, int, int, list[float]]]) -> Chart:
    """Of (label, hue, dash, sorted times in ms): which share of requests was answered within a time."""
    every = [time for *_, times in found for time in (times[:1] + times[-1:])]
    least, most = max(0.01, min(every, default=1.0)), max(0.02, max(every, default=1000.0))
    series = [
        Series(
            label,
            steps(times),
            hue,
            dash,
            says=f"half within {seconds(rank(times, 0.5))}, 99 % within {seconds(rank(times, 0.99))}",
        )
        for label, hue, dash, times in found
    ]
    rows = tuple((f"{share} %", *(seconds(rank(times, share / 100)) for *_, times in found)) for share in SHARES)
    table = Table(
        f"{title}: within which time a share of the requests was answered",
        ("Share", *(label for label, *_ in found)),
        rows,
    )
    per_cent = value_axis("answered within that time", 100, lambda value: f"{value:g} %")
    return chart(slug, title, series, log_axis("response time", least, most, seconds), per_cent, table)


def steps(times: Sequence[float]) -> list[Point]:
    """At most SIZE points of the distribution, from its least value to its greatest."""
    if not times:
        return []
    count = min(SIZE, len(times))
    shares = [(i + 1) / count for i in range(count)]
    return [(times[0], 0.0), *((float(rank(times, share) or 0.0), share * 100) for share in shares)]
