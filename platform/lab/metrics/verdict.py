"""What a run says about its own honesty."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from lab.metrics.laws import Law

Word = Literal["VALID", "SUSPECT", "INVALID"]

CPU_SHARE = (0.5, 0.7)  # of one core, the generator: beyond the first SUSPECT, beyond the second INVALID
LOOP_LAG_MS = (3.0, 5.0)
LATENESS_MS, LATENESS_OF_P50 = 2.0, 0.05
NEAR = 0.6  # share of a limit from which on it is near


@dataclass(frozen=True)
class Generator:
    """How well the load was generated. Milliseconds; `cpu_share` of one core."""

    cpu_share: float
    loop_lag_p99_ms: float
    lateness_p99_ms: float


@dataclass(frozen=True)
class Judged:
    """What the verdict looks at of one variant."""

    label: str
    completed: int
    errors: int
    not_sent: int
    p50_ms: float
    lateness_p99_ms: float
    laws: Sequence[Law]


def verdict(generator: Generator, variants: Sequence[Judged]) -> tuple[Word, list[str]]:
    """The verdict and its reasons, the worst first; a VALID run has none."""
    invalid: list[str] = []
    suspect: list[str] = []

    def limit(value: float, near: float, most: float, words: str) -> None:
        if value > near:
            (invalid if value > most else suspect).append(words)

    limit(generator.cpu_share, *CPU_SHARE, f"The generator used {generator.cpu_share:.0%} of a core.")
    lag = generator.loop_lag_p99_ms
    limit(lag, *LOOP_LAG_MS, f"The generator's own loop lagged by {lag:.1f} ms (p99).")
    for each in variants:
        most = max(LATENESS_MS, LATENESS_OF_P50 * each.p50_ms)
        late = each.lateness_p99_ms
        limit(late, NEAR * most, most, f"{each.label}: requests were sent {late:.1f} ms late (p99).")
        if each.completed == 0:
            invalid.append(f"{each.label}: no request was completed while it counted.")
        if each.not_sent:
            invalid.append(f"{each.label}: {each.not_sent} planned requests were never sent.")
        if each.errors:
            suspect.append(f"{each.label}: {each.errors} requests failed.")
        invalid += [f"{each.label}: {law.name} does not hold ({law.words})." for law in each.laws if not law.holds]
    if invalid:
        return "INVALID", invalid + suspect
    return ("SUSPECT" if suspect else "VALID"), suspect
