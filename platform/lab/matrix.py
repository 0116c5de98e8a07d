"""Servers side by side: of each figure, a bar a server. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from lab.words import figure, seconds

Line = dict[str, Any]
SCENARIO = "server-matrix"
FEW = 1000  # answers below which a p99 rests on fewer than ten of them


@dataclass(frozen=True)
class Bar:
    """`share` of the widest bar, in per cent; `kind` is the server's interface, "wsgi" or "asgi". `few`:
    it rests on too few answers to be trusted."""

    server: str
    kind: str
    words: str
    share: float
    few: bool = False


@dataclass(frozen=True)
class Column:
    """One figure of all servers, in the run's order."""

    title: str
    hint: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class Figure:
    title: str
    hint: str
    of: Callable[[Line], float | None]
    say: Callable[[float | None], str]
    tail: bool = False  # rests on the slowest hundredth of the answers


def megabytes(value: float | None) -> str:
    return f"{figure(value)} MB"


FIGURES = (
    Figure("Answers a second", "more is better", lambda m: m["throughput_per_s"], figure),
    Figure("Response time, p50", "less is better", lambda m: m["response_ms"]["p50"], seconds),
    Figure("Response time, p99", "less is better", lambda m: m["response_ms"]["p99"], seconds, tail=True),
    Figure("CPU a request", "less is better", lambda m: m["cpu_ms_per_request"], seconds),
    Figure("Memory at most", "of all its processes", lambda m: m["peak_rss_mb"], megabytes),
    Figure("Threads at most", "of all its processes", lambda m: m["peak_threads"], figure),
)


def matrix(servers: Sequence[tuple[Line, Line]]) -> tuple[Column, ...]:
    """(as announced, as measured) of each variant."""
    found = []
    for each in FIGURES:
        values = [each.of(measured) for _, measured in servers]
        most = max((value for value in values if value is not None), default=0.0) or 1.0
        bars = (
            Bar(
                *(info["name"], info.get("interface", ""), each.say(value), round(100 * (value or 0.0) / most, 1)),
                few=each.tail and measured.get("samples", 0) < FEW,
            )
            for (info, measured), value in zip(servers, values, strict=True)
        )
        found.append(Column(each.title, each.hint, tuple(bars)))
    return tuple(found)
