"""The open and the closed model of one scenario, and what the closed one leaves out: coordinated omission.

In the closed model a slow server is asked less often, since whoever waits does not ask: the load gives way at the very
moments that would show the trouble. Pure.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lab.chart import Chart
from lab.curves import cdf, rank
from lab.recording import Recording, response_ms
from lab.words import figure, seconds


@dataclass(frozen=True)
class Explained:
    """`sentences` are of these runs; `chart` lays the response times of both models over each other."""

    variant: str
    sentences: tuple[str, ...]
    chart: Chart


def explained(closed: tuple[str, Recording], opened: tuple[str, Recording]) -> Explained | None:
    """(letter, recording) of each; None where they have no variant in common. It tells of the slowest variant, where
    the models differ most; where the servers were stopped, of the fastest, on which nothing but the stop weighs."""
    names = [info["name"] for info in closed[1].variants if opened[1].measured(info["name"])]
    if not names:
        return None
    stalls = [run.run["config"].get("stall_ms") or 0.0 for _, run in (closed, opened)]
    choose = max if all(stalls) else min
    name = choose(names, key=lambda each: (closed[1].measured(each) or {}).get("throughput_per_s", 0.0))
    found = [
        (letter, recording, times(recording, name), asked(recording, name)) for letter, recording in (closed, opened)
    ]
    (a, closed_run, closed_times, closed_asked), (b, open_run, open_times, open_asked) = found
    waiting = [(run.measured(name) or {}).get("in_flight_end", 0) for run in (closed_run, open_run)]
    clients, rate = closed_run.run["config"].get("clients"), open_run.run["config"].get("rate_per_s")
    half, most = ([seconds(rank(times, share)) for times in (closed_times, open_times)] for share in (0.5, 0.99))
    sentences: tuple[str, ...] = (
        f"Closed, {a}: {figure(clients)} clients, and each asks again only when it has its answer. "
        f"{name} was asked {figure(mean(closed_asked))} times a second: as often as it answered. "
        f"{figure(waiting[0])} were still waiting when the load ended, and never more.",
        f"Open, {b}: {figure(rate)} requests a second were meant to arrive, answered or not. {name} was asked "
        f"{figure(mean(open_asked))} times a second, and {figure(waiting[1])} were still waiting when the load ended.",
        f"Of those that were answered, half took {half[0]} in the closed run and {half[1]} in the open one, and 99 of "
        f"100 took at most {most[0]} and {most[1]}.",
    )
    if all(stalls):
        sentences = (*sentences, stalled((a, b), (closed_run, open_run), name))
    lines = [(f"{a} closed", 0, 0, closed_times), (f"{b} open", 1, 1, open_times)]
    return Explained(name, sentences, cdf("models", f"{name}: response times in both models", lines))


def stalled(letters: tuple[str, str], runs: tuple[Recording, Recording], name: str) -> str:
    """What each model saw of the time for which the servers were stopped."""
    (closed_met, closed_of), (open_met, open_of) = (met(run, name) for run in runs)
    closed, opened = letters
    length = seconds(runs[1].run["config"]["stall_ms"])
    return (
        f"Then {name} stood still for {length}. In that time {figure(open_met)} requests of the open run were meant to "
        f"be sent, and all of them waited for it to go on: {share(open_met, open_of)} of {opened}. The closed run's "
        f"clients sent {figure(closed_met)} and then nothing more: {share(closed_met, closed_of)} of {closed}. A "
        f"percentile shows a pause only where its share of the requests is large enough, and the closed load made it "
        f"small by not asking."
    )


def met(recording: Recording, name: str) -> tuple[int, int]:
    """How many requests were due while the servers were stopped (in the middle of the window), and how many in all."""
    start, stop = recording.window
    ms = float(recording.run["config"]["stall_ms"])
    first = start + (stop - start - ms) / 2
    due = [row["sent"] if row["intended"] is None else row["intended"] for row in recording.requests(name)]
    counted = [at for at in due if start <= at < stop]
    return sum(first <= at < first + ms for at in counted), len(counted)


def share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.2g} %" if whole else "–"


def times(recording: Recording, name: str) -> list[float]:
    return sorted(response_ms(row) for row in recording.answered(name))


def asked(recording: Recording, name: str) -> list[int]:
    """Requests sent in each whole second of the window."""
    found = [0] * max(1, int(recording.length(name) / 1000))
    for row in recording.requests(name):
        passed = recording.counted(name, row["sent"])
        if passed is not None and passed // 1000 < len(found):
            found[int(passed // 1000)] += 1
    return found


def mean(counts: Sequence[int]) -> float:
    return sum(counts) / len(counts)
