"""Two or more runs held against the first of them: what is the same, and by how much the figures differ.

Pure. The intervals say how sure a ratio is from within the runs; how much a machine differs from one run to the next
only repeated runs can tell, and the comparison says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from lab import bootstrap
from lab.bootstrap import Block
from lab.recording import Line, Recording
from lab.words import figure, load_words, seconds

LETTERS = "ABCD"
MOST_RUNS = len(LETTERS)
SEED = 1
NEGLIGIBLE = 0.03  # a run does not repeat itself more closely than that
CAUTION = (
    "A ratio whose interval comes within 3 % of 1 counts as no difference. "
    "The intervals cover what varied within these runs. How much one run differs from the next on the same machine "
    "only repeated runs can tell."
)


class NotComparable(ValueError):
    """A sentence for people says why."""


@dataclass(frozen=True)
class Badge:
    """Whether all runs agree in something; `words` says what they agree in, or how they differ."""

    name: str
    same: bool
    words: str


@dataclass(frozen=True)
class Ratio:
    """A figure of a later run divided by the first run's. `low` and `high` bound it with 95 % confidence, None where
    the figure has no spread within a run."""

    letter: str
    value: float | None
    low: float | None = None
    high: float | None = None

    @property
    def words(self) -> str:
        if self.value is None:
            return "–"
        if self.low is None or self.high is None:
            return f"{self.value:.3g}×"
        return f"{self.value:.3g}× ({self.low:.3g} to {self.high:.3g})"

    @property
    def says(self) -> str:
        """ "no difference" where the interval comes close to 1; nothing where there is no interval."""
        if self.low is None or self.high is None or self.value is None:
            return ""
        if self.low <= 1 + NEGLIGIBLE and self.high >= 1 - NEGLIGIBLE:
            return "no difference"
        return "more" if self.value > 1 else "less"


@dataclass(frozen=True)
class Difference:
    """One figure of one variant. `values` has a word a run, `ratios` one for each run after the first."""

    variant: str
    name: str
    values: tuple[str, ...]
    ratios: tuple[Ratio, ...]

    @property
    def cells(self) -> list[tuple[str, Ratio | None]]:
        """Each run's value with its ratio, which the first run has none of."""
        return list(zip(self.values, (None, *self.ratios), strict=True))


@dataclass(frozen=True)
class Side:
    """One of the compared runs."""

    letter: str
    title: str
    load: str
    verdict: str
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Comparison:
    sides: tuple[Side, ...]
    badges: tuple[Badge, ...]
    differences: tuple[Difference, ...]
    sentence: str
    caution: str = CAUTION

    @property
    def columns(self) -> int:
        """Of the table of differences: the name, a value a run, a ratio for each run after the first."""
        return 2 * len(self.sides)


@dataclass(frozen=True)
class Figure:
    """`of` reads it from a variant's figures. With a `statistic` it has an interval; `per_window` ones are divided by
    the length of the window."""

    name: str
    say: Callable[[float | None], str]
    of: Callable[[Line], float | None]
    statistic: bootstrap.Statistic | None = None
    per_window: bool = False


FIGURES = (
    Figure("Answers a second", figure, lambda m: m["throughput_per_s"], bootstrap.count, per_window=True),
    Figure("Response time, p50", seconds, lambda m: m["response_ms"]["p50"], bootstrap.quantile(0.5)),
    Figure("Response time, p95", seconds, lambda m: m["response_ms"]["p95"], bootstrap.quantile(0.95)),
    Figure("Response time, p99", seconds, lambda m: m["response_ms"]["p99"], bootstrap.quantile(0.99)),
    Figure("Errors", figure, lambda m: m["errors"]),
    Figure("CPU a request", seconds, lambda m: m.get("cpu_ms_per_request")),
    Figure("Memory, MB", figure, lambda m: m.get("peak_rss_mb")),
    Figure("Threads", figure, lambda m: m.get("peak_threads")),
)


def compare(recordings: Sequence[Recording]) -> Comparison:
    """Raises NotComparable."""
    if not 2 <= len(recordings) <= MOST_RUNS:
        raise NotComparable(f"From two to {MOST_RUNS} runs can be compared.")
    for letter, recording in zip(LETTERS, recordings, strict=False):
        if recording.done is None:
            raise NotComparable(f"Run {letter} broke off and has no result to compare.")
    differences = tuple(differing(recordings))
    return Comparison(
        sides=tuple(side(letter, recording) for letter, recording in zip(LETTERS, recordings, strict=False)),
        badges=tuple(badges(recordings)),
        differences=differences,
        sentence=sentence(differences),
    )


def side(letter: str, recording: Recording) -> Side:
    run, done = recording.run, recording.done or {}
    load = f"{load_words(run['config'])}, {run['config'].get('model', 'closed')} model"
    title = run.get("title") or run["scenario"]
    return Side(letter, title, load, done.get("verdict", ""), tuple(done.get("reasons", ())))


# --- what is the same ---


def badges(recordings: Sequence[Recording]) -> Iterator[Badge]:
    runs = [recording.run for recording in recordings]
    yield told("scenario", [run["scenario"] for run in runs])
    yield table("machine", [run.get("machine", {}) for run in runs])
    yield table("versions", [run.get("versions", {}) for run in runs])
    yield told("seed", [run.get("seed") for run in runs])
    yield table("settings", [run["config"] for run in runs])


def told(name: str, values: Sequence[Any]) -> Badge:
    same = all(value == values[0] for value in values)
    return Badge(name, same, str(values[0]) if same else " / ".join(map(str, values)))


def table(name: str, values: Sequence[Line]) -> Badge:
    """Of several things with names: those that differ."""
    keys = list(dict.fromkeys(key for value in values for key in value))
    off = [key for key in keys if any(value.get(key) != values[0].get(key) for value in values)]
    words = "; ".join(f"{key.replace('_', ' ')} {' / '.join(shown(v.get(key)) for v in values)}" for key in off)
    return Badge(name, not off, words or f"all {len(keys)} equal")


def shown(value: Any) -> str:
    if value is None:
        return "–"
    return f"{value:g}" if isinstance(value, float) else str(value)


# --- by how much the figures differ ---


def differing(recordings: Sequence[Recording]) -> Iterator[Difference]:
    random = Random(SEED)
    first = recordings[0]
    for info in first.variants:
        name = info["name"]
        measured = [recording.measured(name) for recording in recordings]
        if any(found is None for found in measured):
            continue
        blocks = [bootstrap.blocks_of(recording, name) for recording in recordings]
        lengths = [recording.length(name) for recording in recordings]
        for each in FIGURES:
            values = [each.of(found) for found in measured if found is not None]
            yield Difference(
                variant=name,
                name=each.name,
                values=tuple(each.say(value) for value in values),
                ratios=tuple(
                    ratio(
                        each,
                        LETTERS[i],
                        (values[i], values[0]),
                        (blocks[i], blocks[0]),
                        lengths[0] / lengths[i],
                        random,
                    )
                    for i in range(1, len(recordings))
                ),
            )


def ratio(
    of: Figure,
    letter: str,
    values: tuple[float | None, float | None],
    blocks: tuple[list[Block], list[Block]],
    shorter: float,
    random: Random,
) -> Ratio:
    top, base = values
    value = top / base if top is not None and base else None
    if of.statistic is None or value is None:
        return Ratio(letter, value)
    found = bootstrap.ratio_interval(*blocks, of.statistic, random)
    if found is None:
        return Ratio(letter, value)
    factor = shorter if of.per_window else 1.0
    return Ratio(letter, value, found[0] * factor, found[1] * factor)


def sentence(differences: Sequence[Difference]) -> str:
    """What the comparison comes to: the answers a second of each variant, of the last run against the first."""
    found = [each for each in differences if each.name == FIGURES[0].name]
    if not found:
        return "These runs have no variant in common; each stands for itself."
    parts = []
    for each in found:
        last = each.ratios[-1]
        if last.says == "no difference":
            parts.append(f"{each.variant}: no difference in answers a second")
        elif last.value is not None:
            spread = f" ({last.low:.3g} to {last.high:.3g})" if last.low is not None and last.high is not None else ""
            parts.append(
                f"{each.variant}: {last.letter} gave {last.value:.3g} times as many answers a second as A{spread}"
            )
    return "; ".join(parts) + "."


# --- in a terminal ---


def text(comparison: Comparison) -> str:
    """The comparison as lines of at most about a hundred characters."""
    out = [f"{side.letter}  {side.title}: {side.load}  {side.verdict}" for side in comparison.sides]
    out += [f"   {reason}" for side in comparison.sides for reason in side.reasons]
    out.append("")
    out += [f"{'same' if badge.same else 'DIFFERENT':<10}{badge.name:<10}{badge.words}" for badge in comparison.badges]
    letters = [side.letter for side in comparison.sides]
    out += ["", f"{'':<32}" + "".join(f"{letter:>10}" for letter in letters) + "   against A (95 % interval)"]
    for each in comparison.differences:
        values = "".join(f"{value:>10}" for value in each.values)
        ratios = ", ".join(f"{it.letter} {it.words} {it.says}".strip() for it in each.ratios)
        out.append(f"{each.variant + ', ' + each.name:<32}{values}   {ratios}")
    return "\n".join([*out, "", comparison.sentence, comparison.caution])
