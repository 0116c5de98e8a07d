"""What a run says about its own honesty."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from lab.metrics.laws import Law

Word = Literal["VALID", "SUSPECT", "INVALID"]
WORDS: tuple[Word, ...] = ("VALID", "SUSPECT", "INVALID")

CPU_SHARE = (0.5, 0.7)  # of one core, the generator: beyond the first SUSPECT, beyond the second INVALID
LOOP_LAG_MS = (3.0, 5.0)
OTHERS_SHARE = (0.25, 0.6)  # of the whole machine, used by programs that are no part of the run
LATENESS_MS, LATENESS_OF_P50 = 2.0, 0.05
NEAR = 0.6  # share of a limit from which on it is near


@dataclass(frozen=True)
class Generator:
    """How well the load was generated in a turn. Milliseconds; `cpu_share` of one core, `others_share` of all cores."""

    cpu_share: float
    loop_lag_p99_ms: float
    lateness_p99_ms: float
    others_share: float = 0.0


@dataclass(frozen=True)
class Judged:
    """What the verdict looks at of one variant. `intended` is how many of the errors the settings asked for."""

    label: str
    completed: int
    errors: int
    not_sent: int
    p50_ms: float
    lateness_p99_ms: float
    laws: Sequence[Law]
    intended: int = 0
    generators: Sequence[Generator] = ()


def verdict(generators: Sequence[Generator], variants: Sequence[Judged]) -> tuple[Word, list[str]]:
    """The verdict and its reasons, the worst first; a VALID run has none. `generators` are those that all variants
    shared; a variant that had turns of its own brings its own."""
    invalid: list[str] = []
    suspect: list[str] = []

    def limit(value: float, near: float, most: float, words: str) -> None:
        if value > near:
            (invalid if value > most else suspect).append(words)

    def generated(found: Sequence[Generator], whose: str) -> None:
        if found:
            cpu, lag = max(each.cpu_share for each in found), max(each.loop_lag_p99_ms for each in found)
            others = max(each.others_share for each in found)
            limit(cpu, *CPU_SHARE, f"{whose}The generator used {cpu:.0%} of a core.")
            limit(lag, *LOOP_LAG_MS, f"{whose}The generator's own loop lagged by {lag:.1f} ms (p99).")
            limit(others, *OTHERS_SHARE, f"{whose}Other programs took {others:.0%} of the machine meanwhile.")

    generated(generators, "")
    for each in variants:
        generated(each.generators, f"{each.label}: ")
        most = max(LATENESS_MS, LATENESS_OF_P50 * each.p50_ms)
        late = each.lateness_p99_ms
        limit(late, NEAR * most, most, f"{each.label}: requests were sent {late:.1f} ms late (p99).")
        if each.completed == 0 and not each.intended:
            invalid.append(f"{each.label}: no request was completed while it counted.")
        if each.not_sent:
            invalid.append(f"{each.label}: {each.not_sent} planned requests were never sent.")
        if each.errors > each.intended:
            suspect.append(f"{each.label}: {each.errors - each.intended} requests failed.")
        invalid += [f"{each.label}: {law.name} does not hold ({law.words})." for law in each.laws if not law.holds]
    if invalid:
        return "INVALID", invalid + suspect
    return ("SUSPECT" if suspect else "VALID"), suspect


def worse(one: Word, other: Word) -> Word:
    return max(one, other, key=WORDS.index)
