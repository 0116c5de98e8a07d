"""Bet, prediction and measurement of one run side by side, as its summary shows them.

Pure; made from the run line and the done line of the engine.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from lab.matrix import FEW, Column, matrix
from lab.words import times

PLOT_WIDTH = 420  # px of the dot plot's own coordinates
PLOT_LEFT = 118
PLOT_RIGHT = 400
PLOT_ROW = 34

VERDICT_BADGES = {"VALID": "badge-ok", "SUSPECT": "badge-warn", "INVALID": "badge-bad"}


@dataclass(frozen=True)
class Mark:
    """One row of the dot plot. `x` and `y` in px; `value` is a ratio."""

    kind: str
    label: str
    value: float
    words: str
    x: float
    y: float


@dataclass(frozen=True)
class Plot:
    marks: tuple[Mark, ...]
    ticks: tuple[tuple[float, str], ...]
    height: int
    words: str
    width: int = PLOT_WIDTH
    left: int = PLOT_LEFT
    right: int = PLOT_RIGHT

    @property
    def axis(self) -> int:
        return self.height - 22


@dataclass(frozen=True)
class Row:
    """One variant as announced (`info`), as predicted and as measured."""

    info: dict[str, Any]
    measured: dict[str, Any]

    @property
    def predicted(self) -> dict[str, Any]:
        found: dict[str, Any] = self.measured.get("predicted") or self.info.get("predicted") or {}
        return found

    @property
    def formula(self) -> str:
        return str(self.info.get("predicted", {}).get("words", ""))

    @property
    def few(self) -> bool:
        return int(self.measured.get("samples", 0)) < FEW

    @property
    def laws(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.measured.get("laws", [])
        return found

    @property
    def badge(self) -> str:
        return VERDICT_BADGES.get(self.measured.get("verdict", ""), "badge-warn")


@dataclass(frozen=True)
class Outcome:
    """`sure` says how sure the ratio is, `same` what a server against itself gave; both need rounds, and are empty
    without. `cannot` has a sentence on each thing that a server cannot do, by the server."""

    sentence: str
    verdict: str
    reasons: tuple[str, ...]
    rows: tuple[Row, ...]
    plot: Plot | None
    notes: tuple[str, ...] = ()
    sure: str = ""
    same: str = ""
    cannot: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @property
    def badge(self) -> str:
        return VERDICT_BADGES.get(self.verdict, "badge-warn")

    @property
    def matrix(self) -> tuple[Column, ...]:
        return matrix([(row.info, row.measured) for row in self.rows])

    @property
    def broken(self) -> int:
        return sum(not law["holds"] for row in self.rows for law in row.laws)


def outcome(
    run: dict[str, Any],
    done: dict[str, Any],
    bet: float | None = None,
    bet_words: str = "Your bet",
    bets: dict[str, Any] | None = None,
) -> Outcome:
    """`bets` is the tally (lab.bets) of those who watched together."""
    measured = {variant["name"]: variant for variant in done["variants"]}
    rows = tuple(Row(info, measured[info["name"]]) for info in run["variants"] if info["name"] in measured)
    return Outcome(
        sentence=done.get("sentence", ""),
        verdict=done["verdict"],
        reasons=tuple(done.get("reasons", ())),
        rows=rows,
        plot=plot_of(
            rows,
            done.get("ratio"),
            ("bet", bet_words, bet),
            all_bets(bets),
            run.get("measure", {}).get("words", "answers a second"),
        ),
        notes=tuple(note for note in done.get("notes", ()) if note != same_of(done) and not note.startswith("Fewer")),
        sure=sure_of(done.get("ratio")),
        same=same_of(done),
        cannot=tuple({row.info["server"]: tuple(row.info["cannot"]) for row in rows if row.info.get("cannot")}.items()),
    )


def sure_of(ratio: dict[str, Any] | None) -> str:
    """The ratio with its interval; empty where one round cannot tell."""
    if not ratio or "interval" not in ratio:
        return ""
    low, high = ratio["interval"]
    return f"{ratio['value']:.3g} times; with 95 % confidence {low:.3g} to {high:.3g}, from {ratio['rounds']} rounds."


def same_of(done: dict[str, Any]) -> str:
    return str((done.get("aa") or {}).get("words", ""))


Found = tuple[str, str, float | None]


def all_bets(bets: dict[str, Any] | None) -> Found:
    """Their median, where there is more than one."""
    if not bets or bets["n"] < 2:
        return ("bets", "", None)
    return ("bets", f"Median of {bets['n']}", bets["median"])


def plot_of(
    rows: tuple[Row, ...], ratio: dict[str, Any] | None, bet: Found, bets: Found, words: str = "answers a second"
) -> Plot | None:
    """None where the run names no ratio, or none that a logarithmic axis can show."""
    if not ratio or not ratio.get("value") or ratio["value"] <= 0:
        return None
    predicted = {row.info["name"]: row.predicted.get("throughput_per_s") for row in rows}
    top, base = predicted.get(ratio["variant"]), predicted.get(ratio["against"])
    throughput = ratio.get("of", "throughput_per_s") == "throughput_per_s"
    expected = ratio.get("predicted") or (top / base if throughput and top and base else None)
    found = [bet, bets, ("predicted", "Predicted", expected)]
    shown = [(kind, label, value) for kind, label, value in found if value and value > 0]
    shown.append(("measured", "Measured", float(ratio["value"])))
    low = 10 ** math.floor(math.log10(min([1.0, *(value for *_, value in shown)])))
    high = 10 ** math.ceil(math.log10(max([10.0, *(value for *_, value in shown)])))

    def x(value: float) -> float:
        return round(PLOT_LEFT + (PLOT_RIGHT - PLOT_LEFT) * math.log(value / low) / math.log(high / low), 1)

    decades = range(round(math.log10(low)), round(math.log10(high)) + 1)
    return Plot(
        marks=tuple(
            Mark(kind, label, value, times(value), x(value), PLOT_ROW * (i + 0.5) + 4)
            for i, (kind, label, value) in enumerate(shown)
        ),
        ticks=tuple((x(10.0**power), f"{10.0**power:g}×") for power in decades),
        height=PLOT_ROW * len(shown) + 30,
        words=f"{ratio['variant']} against {ratio['against']}, {words}",
    )
