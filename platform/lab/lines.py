"""The first and the last line of a run: what was announced, and what came of it."""

from __future__ import annotations

import os
import platform
from collections.abc import Mapping, Sequence
from dataclasses import replace
from importlib.metadata import version
from typing import Any

import psutil

from lab.contender import Contender
from lab.figures import figures_of, predicted
from lab.loadgen.columns import FAILED, GAVE_UP, OK
from lab.metrics import laws
from lab.metrics.interval import Interval, ratio
from lab.metrics.verdict import Generator, Judged, Word, verdict, worse
from lab.scenarios import Scenario, Variant
from lab.scenarios.scenario import THROUGHPUT, Measure
from lab.settings import Settings
from lab.testbed.processes import Process
from lab.testbed.servers import SERVERS, cannot
from lab.turn import TICK
from lab.words import times

Line = dict[str, Any]

SCHEMA = 1
PACKAGES = ("django", "asgiref", "uvloop", "httptools", "aiohttp", "httpx")
ABOUT_EQUAL = 1.15


def variant_info(variant: Variant, settings: Settings) -> Line:
    server = SERVERS[variant.server]
    return {
        "name": variant.name,
        "label": variant.label,
        "server": server.words,
        "interface": server.interface,
        "concurrency": variant.concurrency,
        "workers": variant.workers,
        "processes": variant.processes,
        "threads": variant.threads if server.threads else None,
        "waits": variant.waits,
        "generator": variant.generator,
        "cannot": cannot(variant.server, settings.workers, settings.threads if server.interface == "wsgi" else None),
        "predicted": predicted(variant),
    }


def run_line(
    scenario: Scenario, settings: Settings, backend: Process, contenders: Sequence[Contender], turns: Sequence[Line]
) -> Line:
    """`turns` is the plan: who runs when on the run's time axis, in ms."""
    shown = [each for each in contenders if each.shown]
    servers = {SERVERS[each.variant.server].package for each in shown}
    return {
        "type": "run",
        "schema": SCHEMA,
        "scenario": scenario.slug,
        "title": scenario.title,
        "question": scenario.question,
        "lesson": scenario.lesson,
        "summary": scenario.summary,
        "what_you_should_see": scenario.what_you_should_see,
        "seed": settings.seed,
        "tick_ms": TICK * 1000,
        "config": settings.config(),
        "measured": {"from_ms": settings.warmup_ms, "to_ms": turns[-1]["to_ms"]},
        "turns": list(turns),
        "measure": scenario.measure.__dict__,
        "variants": [
            variant_info(each.variant, settings)
            | {"windows": [[t["from_ms"], t["to_ms"]] for t in turns if each.variant.name in t["variants"]]}
            for each in shown
        ],
        "versions": {"python": platform.python_version()}
        | {name: version(name) for name in (*PACKAGES, *sorted(servers - set(PACKAGES)))},
        "machine": {
            "cpus": os.cpu_count(),
            "system": f"{platform.system()} {platform.release()} {platform.machine()}",
            "memory_mb": psutil.virtual_memory().total // 1_000_000,
            "pinned": None,
        },
        "pids": {
            "engine": os.getpid(),
            "backend": backend.popen.pid,
            "servers": {each.variant.name: each.server.popen.pid for each in shown if each.server},
        },
    }


def done_line(scenario: Scenario, settings: Settings, contenders: Sequence[Contender], ended: str = "") -> Line:
    """`ended` says why a run was over before its time."""
    measured = [each for each in contenders if each.turns]
    figures = {id(each): figures_of(settings, each) for each in measured}
    shown = [each for each in measured if each.shown]
    shared = one_turn(shown)
    word: Word = "VALID"
    reasons: list[str] = [ended] if ended else []
    if ended:
        word = "SUSPECT"
    shared_generators = [shown[0].turns[0].generator] if shared else []
    for each in shown:
        own = [] if shared else [turn.generator for turn in each.turns]
        found, why = verdict([], [judged(settings, each, figures[id(each)], own)])
        with_shared, _ = verdict(shared_generators, [judged(settings, each, figures[id(each)], own)])
        figures[id(each)] |= {"verdict": with_shared, "reasons": why}
        word = worse(word, found)
        reasons += why
    found, why = verdict(shared_generators, [])
    word = worse(word, found)
    by_name = {each.variant.name: figures[id(each)] for each in shown}
    compared = compare(scenario, settings, by_name, measured)
    return {
        "type": "done",
        "scenario": scenario.slug,
        "verdict": word,
        "reasons": why + reasons,
        "sentence": sentence(scenario, shown, by_name, compared["ratio"]),
        "notes": notes(scenario, settings, by_name, compared),
        "variants": list(by_name.values()),
        "generator": generator_of(shown),
        **compared,
    }


def one_turn(contenders: Sequence[Contender]) -> bool:
    """Whether all ran side by side."""
    starts = {turn.window.start for each in contenders for turn in each.turns}
    return len(starts) == 1 and len(contenders) > 1


def generator_of(contenders: Sequence[Contender]) -> Line:
    """The worst of each figure over all turns."""
    every = [turn.generator for each in contenders for turn in each.turns]
    names = ("cpu_share", "loop_lag_p99_ms", "lateness_p99_ms", "others_share")
    return {name: max(getattr(each, name) for each in every) for name in names}


def judged(settings: Settings, contender: Contender, figures: Line, own: Sequence[Generator]) -> Judged:
    return Judged(
        label=contender.variant.label,
        completed=figures["completed"],
        errors=figures["errors"],
        not_sent=figures["not_sent"],
        p50_ms=figures["response_ms"]["p50"] or figures["any_ms"]["p50"] or 0.0,
        lateness_p99_ms=max(turn.generator.lateness_p99_ms for turn in contender.turns),
        laws=[laws.Law(**law) for law in figures["laws"]],
        intended=intended(settings, contender),
        generators=own,
    )


def intended(settings: Settings, contender: Contender) -> int:
    """Errors that were asked for: a backend told to fail, clients told to leave, a view made to turn requests away."""
    columns, found = contender.load.columns, 0
    for window in contender.windows:
        for n in window.numbers:
            status = columns.status[n]
            if status == OK or not window.start <= columns.done[n] < window.stop:
                continue
            found += (
                (status == GAVE_UP and settings.timeout_ms > 0)
                or (status in (502, 504) and settings.faulty)
                or (status in (503, 504) and contender.variant.turns_away)
                or (status == FAILED and settings.backlog < settings.clients)
            )
    return found


def compare(
    scenario: Scenario,
    settings: Settings,
    by_name: Mapping[str, Line],
    contenders: Sequence[Contender],
) -> Line:
    """The ratio of the scenario's measure, with its interval when there are rounds, and the A/A check of these."""
    measure, (top, base) = scenario.measure, scenario.ratio
    high, low = (measure.of(by_name[name]) if name in by_name else None for name in (top, base))
    found: Line = {"ratio": None, "aa": None}
    if high is None or not low:
        return found
    found["ratio"] = {"of": measure.path, "variant": top, "against": base, "value": round(high / low, 3)}
    plans = {each.variant.name: each.variant.prediction.of(measure.path) for each in contenders if each.shown}
    if plans.get(top) and plans.get(base):
        found["ratio"]["predicted"] = round(plans[top] / plans[base], 3)  # type: ignore[operator]
    if settings.repeats > 1:
        rounds = {each.variant.name: rounds_of(settings, each, measure) for each in contenders if each.shown}
        grain = 0.0
        if measure.path == THROUGHPUT.path:  # counted in whole answers
            grain = settings.repeats / max(1, min(by_name[top]["completed"], by_name[base]["completed"]))
        if interval := ratio(rounds[top], rounds[base], grain, settings.seed):
            found["ratio"] |= {"value": round(interval.value, 3), **shown(interval)}
        control = next((each for each in contenders if each.control), None)
        if control and (same := ratio(rounds_of(settings, control, measure), rounds[base], grain, settings.seed)):
            words = "a difference, although there is none" if same.differs else "no difference"
            found["aa"] = {
                **{"variant": base, "value": round(same.value, 3), **shown(same), "differs": same.differs},
                "words": f"{by_name[base]['name']} against itself: {words} ({same.low:.3g} to {same.high:.3g}).",
            }
    return found


def rounds_of(settings: Settings, contender: Contender, measure: Measure) -> list[float]:
    """The measure of each round; 0 where a round gave none."""
    return [measure.of(figures_of(settings, replace(contender, turns=[turn]))) or 0.0 for turn in contender.turns]


def shown(interval: Interval) -> Line:
    return {"interval": [round(interval.low, 3), round(interval.high, 3)], "rounds": interval.rounds}


def sentence(
    scenario: Scenario, contenders: Sequence[Contender], by_name: Mapping[str, Line], found: Line | None
) -> str:
    labels = {each.variant.name: each.variant.label for each in contenders}
    top, base = scenario.ratio
    high, low = labels.get(top, top), labels.get(base, base)
    if found is None:
        return f"{low}: no request was answered while it counted."
    measure, value = scenario.measure, found["value"]
    first, second = (f"{figure(measure.of(by_name[name]))} {measure.unit}".strip() for name in (top, base))
    if measure.path != THROUGHPUT.path:
        against = f"{first} ({inside(high)}) against {second} ({inside(low)})"
        return f"{measure.words.capitalize()}: {against}, {times(value)} as {measure.much}."
    against = f"{first} {measure.words} ({inside(high)}) against {second} ({inside(low)})"
    if 1 / ABOUT_EQUAL < value < ABOUT_EQUAL:
        threads = f"{figure(by_name[top]['threads'])} threads against {figure(by_name[base]['threads'])}"
        return f"About the same: {against}, with {threads}."
    return f"{against[:1].upper()}{against[1:]}: {times(value)} as {measure.much}."


def inside(label: str) -> str:
    """A label within a sentence: its first letter is small, unless the word is one that keeps its form."""
    return label if label[:2].isupper() else label[:1].lower() + label[1:]


def figure(value: float | None) -> str:
    return "–" if value is None else f"{value:,.0f}" if value >= 1000 else f"{value:.3g}"


def notes(scenario: Scenario, settings: Settings, by_name: Mapping[str, Line], compared: Line) -> list[str]:
    """What a reader has to know beside the figures."""
    found = []
    if settings.stall_ms and settings.closed:
        found.append(
            "The server stood still, and the closed load with it: its clients sent nothing meanwhile, so that only "
            "the few requests in flight show the stall. An open load goes on arriving, and shows it."
        )
    elif settings.stall_ms:
        found.append(
            "The server stood still while requests went on arriving. Response time counts from when each was meant to "
            "be sent; service time, which starts with the sending, leaves out who had to wait for a connection."
        )
    if compared["aa"]:
        found.append(compared["aa"]["words"])
    few = [name for name, each in by_name.items() if each["samples"] < 1000]
    if few:
        found.append(f"Fewer than 1,000 answers ({', '.join(few)}): the p99 rests on fewer than ten of them.")
    return found
