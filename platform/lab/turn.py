"""One turn: fresh processes, a warm-up, the load that counts. In a usual run there is one, of all variants side by
side; where they would disturb one another, or where rounds repeat, each variant has turns of its own."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import json
import os
import signal
import time
from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import psutil

from lab.clock import Clock
from lab.contender import Contender, Turn
from lab.loadgen.plan import arrivals
from lab.metrics.laws import Window
from lab.metrics.summary import histogram, percentiles
from lab.metrics.usage import Usage
from lab.metrics.verdict import Generator
from lab.scenarios import Variant
from lab.settings import Settings
from lab.testbed.processes import Process, RunFailed, Testbed, until_ready
from lab.testbed.servers import SERVERS

Emit = Callable[[dict[str, Any]], None]

TICK = 0.05  # seconds
LOOK_EVERY = 5  # ticks between two looks at memory and threads
LEAD_US = 100_000  # between everything being ready and the first request
OWN_PROBE = 0.010  # seconds


@dataclass
class Stall:
    """The servers are stopped for `ms` in the middle of what counts, and go on."""

    ms: float
    stopped: list[psutil.Process]
    until: int = 0
    over: bool = False


def backend_spec(settings: Settings) -> dict[str, Any]:
    return {
        "capacity": settings.capacity,
        "times": {
            "distribution": settings.distribution,
            "mean_s": settings.latency_ms / 1000,
            "seed": settings.seed,
            "jitter_s": settings.jitter_ms / 1000,
            "error_percent": settings.error_percent,
            "reset_percent": settings.reset_percent,
            "hang_percent": settings.hang_percent,
            "slow_start_s": settings.slow_start_s,
        },
    }


def server_spec(variant: Variant, settings: Settings) -> dict[str, Any]:
    return {"workers": variant.processes, "threads": variant.threads, "backlog": settings.backlog}


def server_env(variant: Variant, settings: Settings) -> dict[str, str]:
    """What the testbed's project and a scenario's views need to know."""
    return {
        "LAB_THREADS": str(variant.threads),
        "LAB_CAPACITY": str(settings.capacity),
        "LAB_LATENCY_MS": repr(settings.latency_ms),
        "LAB_TIMEOUT_MS": repr(settings.timeout_ms),
        "LAB_VIEWS": variant.views,
        "LAB_SETUP": variant.setup,
        "LAB_DJANGO": json.dumps(dict(variant.django)) if variant.django else "",
    }


def server_name(variant: Variant) -> str:
    return f"The server of {variant.name!r} ({SERVERS[variant.server].label})"


async def start(testbed: Testbed, contenders: Sequence[Contender], settings: Settings) -> Process:
    """Backend and servers, each having answered a request, and the connections to them. A backend with few slots is
    started once for each server, so that no variant takes another's."""
    backend = None
    for contender in contenders:
        if backend is None or settings.capacity:
            backend = testbed.start("backend", "The slow backend", backend_spec(settings))
            await until_ready(backend)
        variant = contender.variant
        contender.board.watch_anew()
        contender.server = testbed.start(
            *(variant.server, server_name(variant), server_spec(variant, settings), backend),
            env=server_env(variant, settings),
            memory=contender.board,
        )
    for contender in contenders:
        assert contender.server
        await until_ready(contender.server, contender.variant.processes)
        contender.usage.tree = contender.server.tree()
        contender.load.aim(contender.server.port)
        try:
            await contender.load.connect(settings.clients if settings.closed else settings.connections)
        except OSError as error:
            raise RunFailed(f"{contender.server.name} refused a connection.", str(error)) from error
    assert backend
    return backend


async def play(
    testbed: Testbed,
    contenders: Sequence[Contender],
    settings: Settings,
    now: Clock,
    emit: Emit,
    offset_ms: float = 0.0,
    round_: int = 0,
    more: bool = False,
    ended: asyncio.Event | None = None,
) -> None:
    """The load, from its start to its end; what it found is noted in each contender's `turns`.

    `more` says that the run has other turns too: what is in flight at the end is then shown as cut off. `ended` set: it
    ends early. The arrivals of each round differ, and are the same for all variants of it.
    """
    gc.collect()
    begin = now() + LEAD_US
    first, stop = begin + int(settings.warmup_ms * 1000), begin + int(settings.total_ms * 1000)
    numbers = {id(contender): len(contender.load.columns) for contender in contenders}
    for contender in contenders:
        contender.tracker.begin(begin, offset_ms)
        if settings.closed:
            contender.load.begin_closed(begin, stop)
        else:
            plan: array[int] = arrivals(settings.rate_per_s, stop - begin, settings.seed + round_)
            contender.load.begin_open(begin, stop, plan)
    lags: list[float] = []
    probe = asyncio.get_running_loop().create_task(own_lag(lags))
    shown = [contender for contender in contenders if contender.shown]

    def phase(name: str, at: int, words: str) -> None:
        t = max(0.0, round((at - begin) / 1000, 1)) + offset_ms
        emit({"type": "phase", "t": t, "phase": name, "variants": [c.variant.name for c in shown], "words": words})

    phase("warmup", begin, "The load has begun; these requests are not counted.")
    begun: tuple[float, float, float] | None = None
    stall = Stall(settings.stall_ms, [], over=not settings.stall_ms)
    due = (now() - begin) / 1e6 + TICK
    ticks = 0
    try:
        while now() < stop and not (ended and ended.is_set()):
            await asyncio.sleep(max(0.0, due - (now() - begin) / 1e6))
            due += TICK
            at = now()
            if begun is None and at >= first:
                lags.clear()
                for contender in contenders:
                    assert contender.server
                    contender.usage.tree = contender.server.tree()
                    contender.usage.seen_threads = []
                    contender.cpu_at_start = contender.usage.cpu_seconds()
                begun = (time.process_time(), total_cpu(testbed), machine_cpu())
                phase("measuring", at, "From here on every request counts.")
            if not stall.over and at >= first + (stop - first - int(settings.stall_ms * 1000)) // 2:
                step(stall, contenders, at, phase)
            if ticks % LOOK_EVERY == 0:
                testbed.check()
                for contender in contenders:
                    contender.usage.look()
            ticks += 1
            if at >= begin and shown:
                emit({"type": "snapshot", "variants": {c.variant.name: c.tracker.tick(at) for c in shown}})
    finally:
        probe.cancel()
        send(stall.stopped, signal.SIGCONT)
    stop = min(stop, now())
    if begun is not None and stop > first:
        own_s, all_s, machine_s = begun
        window_s = (stop - first) / 1e6
        own = (time.process_time() - own_s) / window_s
        cpu_s = total_cpu(testbed) - all_s + own * window_s
        others = max(0.0, machine_cpu() - machine_s - cpu_s) / window_s / (os.cpu_count() or 1)
        lag = percentiles(histogram(int(each * 1000) for each in lags))["p99"] or 0.0
        for contender in contenders:
            window = Window(first, stop, numbers[id(contender)], len(contender.load.columns))
            used = contender.usage.cpu_seconds() - contender.cpu_at_start
            generator = Generator(round(own, 3), lag, lateness(contender, window), round(others, 3))
            contender.turns.append(Turn(window, used, cpu_s, generator, contender.usage.seen_threads))
    for contender in contenders:
        contender.load.close()
    if more and shown:
        emit({"type": "snapshot", "variants": {c.variant.name: c.tracker.cleared(stop) for c in shown}})


def step(stall: Stall, contenders: Sequence[Contender], at: int, phase: Callable[[str, int, str], None]) -> None:
    """Stops the servers, or lets them go on when their time is up."""
    if not stall.until:
        stall.stopped = [process for contender in contenders for process in contender.usage.tree]
        send(stall.stopped, signal.SIGSTOP)
        stall.until = at + int(stall.ms * 1000)
        phase("stalled", at, f"The servers are stopped for {stall.ms:g} ms (SIGSTOP).")
    elif at >= stall.until:
        send(stall.stopped, signal.SIGCONT)
        stall.stopped, stall.over = [], True
        phase("resumed", at, "The servers go on.")


def send(processes: Sequence[psutil.Process], number: signal.Signals) -> None:
    for process in processes:
        with contextlib.suppress(psutil.NoSuchProcess):  # that it has ended is for Process.check to say
            process.send_signal(number)


def lateness(contender: Contender, window: Window) -> float:
    """The generator's own, milliseconds (p99): of requests for which a connection was free when they were due."""
    columns = contender.load.columns
    late = (
        columns.sent[n] - columns.intended[n]
        for n in window.numbers
        if window.start <= columns.sent[n] < window.stop and not columns.held[n]
    )
    return percentiles(histogram(late))["p99"] or 0.0


async def own_lag(lags: list[float]) -> None:
    """Milliseconds by which the generator's loop was late, again and again. The loop's timer counts whole ones."""
    while True:
        before = time.perf_counter()
        await asyncio.sleep(OWN_PROBE)
        lags.append(max(0.0, (time.perf_counter() - before - OWN_PROBE) * 1000))


def machine_cpu() -> float:
    """CPU seconds of everything on this machine, and what its host took away (steal). The kernel's work on packets
    is left out: it is nobody's, and mostly ours."""
    times = psutil.cpu_times()
    return float(times.user + times.system + getattr(times, "nice", 0.0) + getattr(times, "steal", 0.0))


def total_cpu(testbed: Testbed) -> float:
    return sum(Usage(process.tree()).cpu_seconds() for process in testbed.processes)
