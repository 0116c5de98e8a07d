"""One run from start to end: turns, figures. All that it finds out goes to `emit`, line by line."""

from __future__ import annotations

import asyncio
import gc
import signal
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from lab import turn
from lab.clock import clock_since
from lab.contender import Contender, contender
from lab.lines import done_line, run_line
from lab.scenarios import Scenario, longest_s, scenario_of
from lab.settings import BadSetting, Settings
from lab.testbed.processes import RunFailed, Testbed
from lab.turn import Emit

__all__ = ["BadSetting", "RunFailed", "Settings", "run", "scenario_of"]

OVERTIME_S = 45  # for starting and ending: after that long beyond its load, a run is ended from outside


@dataclass(frozen=True)
class Planned:
    """One turn: who runs, in which round, and where it begins on the run's time axis (ms)."""

    contenders: tuple[Contender, ...]
    round_: int
    offset_ms: float


def plan(settings: Settings, scenario: Scenario, contenders: Sequence[Contender]) -> list[Planned]:
    """The turns in their order. Rounds go through the variants forwards and backwards by turns, so that what drifts
    with time favours none. A control takes no time on the axis: it is not shown."""
    if settings.repeats == 1 and not scenario.alone:
        return [Planned(tuple(contenders), 0, 0.0)]
    found, offset = [], 0.0
    for round_ in range(settings.repeats):
        for each in contenders if round_ % 2 == 0 else reversed(contenders):
            found.append(Planned((each,), round_, offset))
            if each.shown:
                offset += settings.total_ms
    return found


def made(scenario: Scenario, settings: Settings, epoch_ns: int) -> list[Contender]:
    now = clock_since(epoch_ns)
    variants = scenario.variants(settings)
    found = [contender(variant, settings, now) for variant in variants]
    if settings.repeats > 1:
        base = next(variant for variant in variants if variant.name == scenario.ratio[1])
        found.append(contender(replace(base, label=f"{base.label} (control)"), settings, now, control=True))
    return found


def lines_of(turns: Sequence[Planned], settings: Settings) -> Iterator[dict[str, Any]]:
    for each in turns:
        shown = [one.variant.name for one in each.contenders if one.shown]
        if shown:
            start = each.offset_ms
            measured = {"from_ms": start + settings.warmup_ms, "to_ms": start + settings.total_ms}
            yield {"variants": shown, "round": each.round_, "start_ms": start, **measured}


async def run(settings: Settings, emit: Emit, ended: asyncio.Event | None = None) -> dict[str, Any]:
    """Runs it and returns the `done` line, which was also emitted. `ended` set: it ends early, with what was measured
    until then. Raises RunFailed, BadSetting."""
    scenario = scenario_of(settings)
    deadline_s = int(longest_s(settings)) + OVERTIME_S
    epoch_ns = time.perf_counter_ns()
    signal.alarm(deadline_s)
    contenders = made(scenario, settings, epoch_ns)
    turns = plan(settings, scenario, contenders)
    try:
        for place, each in enumerate(turns):
            if ended and ended.is_set():
                break
            testbed = Testbed(epoch_ns, deadline_s)
            try:
                backend = await turn.start(testbed, each.contenders, settings)
                if place == 0:
                    emit(run_line(scenario, settings, backend, contenders, list(lines_of(turns, settings))))
                    gc.collect()
                    gc.freeze()
                now = clock_since(epoch_ns)
                more = len(turns) > 1
                await turn.play(testbed, each.contenders, settings, now, emit, each.offset_ms, each.round_, more, ended)
            finally:
                testbed.close()
        if not any(each.turns for each in contenders if each.shown):
            raise RunFailed("The run was ended before anything was counted.")
        why = "It was ended before its time: what is shown was measured until then." if ended and ended.is_set() else ""
        done = done_line(scenario, settings, contenders, why)
        emit(done)
        return done
    finally:
        signal.alarm(0)
        gc.unfreeze()
        for one in contenders:
            one.board.close()
