"""One run from start to end: processes, load, ticks, figures. All that it finds out goes to `emit`, line by line."""

from __future__ import annotations

import asyncio
import gc
import os
import platform
import signal
import time
from array import array
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

import psutil

from lab.clock import Clock, clock_since
from lab.loadgen.load import MOST_CONNECTIONS, Load
from lab.loadgen.plan import arrivals
from lab.metrics import laws
from lab.metrics.summary import histogram, percentiles
from lab.metrics.tracker import Tracker
from lab.metrics.usage import Usage
from lab.metrics.verdict import Generator, Judged, verdict
from lab.scenarios import SCENARIOS, Scenario, Variant
from lab.settings import BadSetting, Settings
from lab.testbed.processes import HOST, Process, RunFailed, Testbed, until_ready
from lab.testbed.servers import LABELS
from lab.testbed.servicetimes import MEDIANS, median_error

__all__ = ["BadSetting", "RunFailed", "Settings", "run"]

Emit = Callable[[dict[str, Any]], None]

SCHEMA = 1
TICK = 0.05  # seconds
LOOK_EVERY = 5  # ticks between two looks at memory and threads
OVERTIME_S = 45  # for starting and ending: after that long beyond its load, a run is ended from outside
LEAD_US = 100_000  # between everything being ready and the first request
OWN_PROBE = 0.010  # seconds


@dataclass
class Contender:
    """One variant with what serves it, loads it and watches it."""

    variant: Variant
    server: Process
    load: Load
    usage: Usage
    tracker: Tracker | None = None
    cpu_at_start: float = 0.0


def scenario_of(settings: Settings) -> Scenario:
    """Raises BadSetting for an unknown one."""
    if settings.scenario not in SCENARIOS:
        known = ", ".join(SCENARIOS)
        raise BadSetting("scenario", f"There is no scenario {settings.scenario!r}. There are: {known}.")
    return SCENARIOS[settings.scenario]


async def run(settings: Settings, emit: Emit) -> dict[str, Any]:
    """Runs it and returns the `done` line, which was also emitted. Raises RunFailed."""
    scenario = scenario_of(settings)
    deadline_s = int(settings.total_ms / 1000) + OVERTIME_S
    epoch_ns = time.perf_counter_ns()
    testbed = Testbed(epoch_ns, deadline_s)
    signal.alarm(deadline_s)
    try:
        backend, contenders = await started(testbed, scenario, settings, clock_since(epoch_ns))
        emit(run_line(scenario, settings, backend, contenders))
        gc.collect()
        gc.freeze()
        done = await measured(testbed, scenario, settings, contenders, clock_since(epoch_ns), emit)
        emit(done)
        return done
    finally:
        signal.alarm(0)
        gc.unfreeze()
        testbed.close()


async def started(
    testbed: Testbed, scenario: Scenario, settings: Settings, now: Clock
) -> tuple[Process, list[Contender]]:
    """Backend and servers, each having answered a request, and the connections to them."""
    slow = {
        "distribution": settings.distribution,
        "latency_s": settings.latency_ms / 1000,
        "seed": settings.seed,
    }
    backend = testbed.start("backend", "The slow backend", slow)
    await until_ready(backend)
    contenders = []
    for variant in scenario.variants(settings):
        name = f"The server of {variant.name!r} ({LABELS[variant.server]})"
        server = testbed.start(variant.server, name, {"threads": variant.workers or 1}, backend)
        contenders.append(Contender(variant, server, Load(HOST, server.port, f"/{variant.view}", now), Usage([])))
    for contender in contenders:
        await until_ready(contender.server)
        contender.usage.tree = contender.server.tree()
        try:
            await contender.load.connect(settings.clients if settings.closed else connections_for(settings))
        except OSError as error:
            raise RunFailed(f"{contender.server.name} refused a connection.", str(error)) from error
    return backend, contenders


def connections_for(settings: Settings) -> int:
    """As many as the open load may need at once; the cap is what a pool that falls behind runs into."""
    return MOST_CONNECTIONS


async def measured(
    testbed: Testbed, scenario: Scenario, settings: Settings, contenders: list[Contender], now: Clock, emit: Emit
) -> dict[str, Any]:
    start = now() + LEAD_US
    first, stop = start + int(settings.warmup_ms * 1000), start + int(settings.total_ms * 1000)
    for contender in contenders:
        variant = contender.variant
        pool = variant.workers if variant.concurrency == "threads" else None
        load, board = contender.load, contender.server.board
        contender.tracker = Tracker(variant.name, load, board, contender.usage, pool, start)
        if settings.closed:
            load.begin_closed(start, stop)
        else:
            plan: array[int] = arrivals(settings.rate_per_s, stop - start, settings.seed)
            load.begin_open(start, stop, plan)
    lags: list[float] = []
    probe = asyncio.get_running_loop().create_task(own_lag(lags))
    emit({"type": "phase", "t": 0.0, "phase": "warmup", "words": "The load has begun; these requests are not counted."})
    begun: tuple[float, float] | None = None
    due = (now() - start) / 1e6 + TICK
    ticks = 0
    while now() < stop:
        await asyncio.sleep(max(0.0, due - (now() - start) / 1e6))
        due += TICK
        at = now()
        if begun is None and at >= first:
            lags.clear()
            begun = (time.process_time(), total_cpu(testbed))
            for contender in contenders:
                contender.cpu_at_start = contender.usage.cpu_seconds()
            t = round((at - start) / 1000, 1)
            emit({"type": "phase", "t": t, "phase": "measuring", "words": "From here on every request counts."})
        if ticks % LOOK_EVERY == 0:
            testbed.check()
            for contender in contenders:
                contender.usage.look()
        ticks += 1
        if at >= start:
            emit({"type": "snapshot", "variants": {c.variant.name: tick(c, at) for c in contenders}})
    probe.cancel()
    own_s, all_s = begun or (time.process_time(), total_cpu(testbed))
    window_s = (stop - first) / 1e6
    own = (time.process_time() - own_s) / window_s
    cpu_s = total_cpu(testbed) - all_s + own * window_s
    lag = percentiles(histogram(int(each * 1000) for each in lags))["p99"] or 0.0
    figures = [figures_of(settings, contender, first, stop, cpu_s) for contender in contenders]
    for contender in contenders:
        contender.load.close()
    generator = Generator(
        cpu_share=round(own, 3),
        loop_lag_p99_ms=lag,
        lateness_p99_ms=max(each["lateness_ms"]["p99"] or 0.0 for each in figures),
    )
    return done_line(scenario, settings, contenders, figures, generator)


def tick(contender: Contender, now: int) -> dict[str, Any]:
    assert contender.tracker
    return contender.tracker.tick(now)


async def own_lag(lags: list[float]) -> None:
    """Milliseconds by which the generator's loop was late, again and again. The loop's timer counts whole ones."""
    while True:
        before = time.perf_counter()
        await asyncio.sleep(OWN_PROBE)
        lags.append(max(0.0, (time.perf_counter() - before - OWN_PROBE) * 1000))


def total_cpu(testbed: Testbed) -> float:
    return sum(Usage(process.tree()).cpu_seconds() for process in testbed.processes)


def figures_of(settings: Settings, contender: Contender, first: int, stop: int, cpu_s: float) -> dict[str, Any]:
    """Of the requests answered in the window. Errors stay in the count of requests, not in the percentiles."""
    columns, load, variant = contender.load.columns, contender.load, contender.variant
    inside = [n for n, done in enumerate(columns.done) if first <= done < stop]
    good = [n for n in inside if columns.status[n] == 200]
    window_s = (stop - first) / 1e6
    response = histogram(columns.done[n] - columns.intended[n] for n in good)
    service = percentiles(histogram(columns.done[n] - columns.sent[n] for n in good))
    counted = (n for n, sent in enumerate(columns.sent) if first <= sent < stop)
    throughput = len(good) / window_s
    used = contender.usage.cpu_seconds() - contender.cpu_at_start
    assert contender.tracker
    found = [laws.little(contender.tracker.mean_in_flight(first, stop) or 0.0, columns, len(inside), first, stop)]
    if variant.workers is not None and settings.distribution == "constant":
        found.append(laws.ceiling(throughput, variant.workers, settings.latency_ms, window_s * 1000))
    if service["p50"] is not None:
        least = (
            settings.latency_ms * MEDIANS[settings.distribution] * (1 - median_error(settings.distribution, len(good)))
        )
        found.append(laws.floor(service["p50"], least))
    planned = len(load.plan) if not settings.closed else load.completed + load.errors + load.in_flight
    found.append(laws.books(len(columns), load.not_sent, planned))
    found.append(laws.processor(cpu_s, os.cpu_count() or 1, window_s))
    return {
        "name": variant.name,
        "server": server_words(variant),
        "throughput_per_s": round(throughput, 3),
        "completed": len(good),
        "errors": len(inside) - len(good),
        "in_flight_end": load.in_flight,
        "not_sent": load.not_sent,
        "response_ms": percentiles(response),
        "service_ms": service,
        "ttfb_ms": percentiles(histogram(columns.first_byte[n] - columns.intended[n] for n in good)),
        "lateness_ms": percentiles(histogram(columns.sent[n] - columns.intended[n] for n in counted)),
        "samples": len(good),
        "cpu_ms_per_request": round(used * 1000 / max(len(inside), 1), 3),
        "peak_rss_mb": round(contender.usage.peak_rss / 1e6, 1),
        "peak_threads": contender.usage.peak_threads,
        "predicted": predicted(variant, words=False),
        "laws": [law.__dict__ for law in found],
        "hdr": response.encode().decode(),
    }


def predicted(variant: Variant, words: bool = True) -> dict[str, Any]:
    found = variant.prediction
    shown: dict[str, Any] = {
        "throughput_per_s": round(found.throughput_per_s, 3),
        "response_ms": round(found.response_ms, 1),
    }
    return shown | ({"words": found.words} if words else {})


def server_words(variant: Variant) -> str:
    return f"{LABELS[variant.server]} {version(variant.server)}"


def run_line(scenario: Scenario, settings: Settings, backend: Process, contenders: list[Contender]) -> dict[str, Any]:
    return {
        "type": "run",
        "schema": SCHEMA,
        "scenario": scenario.slug,
        "title": scenario.title,
        "question": scenario.question,
        "seed": settings.seed,
        "tick_ms": TICK * 1000,
        "config": settings.config(),
        "measured": {"from_ms": settings.warmup_ms, "to_ms": settings.total_ms},
        "variants": [
            {
                "name": each.variant.name,
                "label": each.variant.label,
                "server": server_words(each.variant),
                "concurrency": each.variant.concurrency,
                "workers": each.variant.workers,
                "predicted": predicted(each.variant),
            }
            for each in contenders
        ],
        "versions": {"python": platform.python_version()}
        | {name: version(name) for name in ("django", "asgiref", "gunicorn", "daphne", "uvicorn", "uvloop")},
        "machine": {
            "cpus": os.cpu_count(),
            "system": f"{platform.system()} {platform.release()} {platform.machine()}",
            "memory_mb": psutil.virtual_memory().total // 1_000_000,
            "pinned": None,
        },
        "pids": {
            "engine": os.getpid(),
            "backend": backend.popen.pid,
            "servers": {each.variant.name: each.server.popen.pid for each in contenders},
        },
    }


def done_line(
    scenario: Scenario,
    settings: Settings,
    contenders: list[Contender],
    figures: list[dict[str, Any]],
    generator: Generator,
) -> dict[str, Any]:
    judged = [
        Judged(
            label=contender.variant.label,
            completed=each["completed"],
            errors=each["errors"],
            not_sent=each["not_sent"],
            p50_ms=each["response_ms"]["p50"] or 0.0,
            lateness_p99_ms=each["lateness_ms"]["p99"] or 0.0,
            laws=[laws.Law(**law) for law in each["laws"]],
        )
        for contender, each in zip(contenders, figures, strict=True)
    ]
    word, reasons = verdict(generator, judged)
    by_name = {each["name"]: each for each in figures}
    top, base = (by_name[name] for name in scenario.ratio)
    ratio = None
    if base["throughput_per_s"]:
        value = round(top["throughput_per_s"] / base["throughput_per_s"], 3)
        ratio = {"of": "throughput_per_s", "variant": top["name"], "against": base["name"], "value": value}
    return {
        "type": "done",
        "scenario": scenario.slug,
        "verdict": word,
        "reasons": reasons,
        "sentence": sentence(contenders, top, base, ratio),
        "variants": figures,
        "generator": generator.__dict__,
        "ratio": ratio,
    }


ABOUT_EQUAL = 1.15


def sentence(
    contenders: list[Contender], top: dict[str, Any], base: dict[str, Any], ratio: dict[str, Any] | None
) -> str:
    labels = {each.variant.name: each.variant.label for each in contenders}
    high, low = labels[top["name"]], labels[base["name"]]
    figures = f"{top['throughput_per_s']:.3g} against {base['throughput_per_s']:.3g} answers a second"
    if ratio is None:
        return f"{low}: no request was answered while it counted."
    if 1 / ABOUT_EQUAL < ratio["value"] < ABOUT_EQUAL:
        threads = f"{base['peak_threads']} threads against {top['peak_threads']}"
        return f"{high} and {low} did about the same: {figures}, with {threads} for the second and the first."
    return f"{high} gave {ratio['value']:.3g} times as much as {low}: {figures}."
