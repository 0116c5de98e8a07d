"""The figures of one variant, of all its turns together, with the laws that they must obey."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Sequence
from statistics import median
from typing import Any

from lab.contender import Contender
from lab.loadgen.columns import FAILED, GAVE_UP, OK
from lab.metrics import laws
from lab.metrics.summary import histogram, percentiles
from lab.scenarios import Variant
from lab.settings import Settings
from lab.testbed.servers import SERVERS
from lab.testbed.servicetimes import MEDIANS, median_error

STATUS_NAMES = {FAILED: "no answer", GAVE_UP: "client left"}


def figures_of(settings: Settings, contender: Contender) -> dict[str, Any]:
    """Of the requests that ended in the windows. Errors stay in the count of requests and have percentiles of their
    own."""
    columns, load, variant, windows = contender.load.columns, contender.load, contender.variant, contender.windows
    inside = [n for window in windows for n in window.numbers if window.start <= columns.done[n] < window.stop]
    good = [n for n in inside if columns.status[n] == OK]
    bad = [n for n in inside if columns.status[n] != OK]
    window_s = laws.seconds(windows)
    response = histogram(columns.done[n] - columns.intended[n] for n in good)
    throughput = len(good) / window_s
    statuses = Counter(columns.status[n] for n in inside)
    all_responses = percentiles(histogram(columns.done[n] - columns.intended[n] for n in inside))
    found = {
        "name": variant.name,
        "server": SERVERS[variant.server].words,
        "throughput_per_s": round(throughput, 3),
        "completed": len(good),
        "errors": len(bad),
        "gave_up": statuses[GAVE_UP],
        "statuses": {STATUS_NAMES.get(status, str(status)): count for status, count in sorted(statuses.items())},
        "in_flight_end": load.unfinished,
        "not_sent": load.not_sent,
        "response_ms": percentiles(response),
        "service_ms": percentiles(histogram(columns.done[n] - columns.sent[n] for n in good)),
        "ttfb_ms": percentiles(histogram(columns.first_byte[n] - columns.intended[n] for n in good)),
        "body_ms": percentiles(histogram(max(columns.first_body[n] - columns.intended[n], 0) for n in good)),
        "error_ms": percentiles(histogram(columns.done[n] - columns.intended[n] for n in bad)),
        "any_ms": all_responses,
        "held_ms": held(contender, inside),
        "lateness_ms": percentiles(histogram(columns.sent[n] - columns.intended[n] for n in sent_inside(contender))),
        "samples": len(good),
        "cpu_ms_per_request": round(sum(turn.cpu_s for turn in contender.turns) * 1000 / max(len(inside), 1), 3),
        "peak_rss_mb": round(contender.usage.peak_rss / 1e6, 1),
        "threads": threads(contender),
        "peak_threads": contender.usage.peak_threads,
        "predicted": predicted(variant, words=False),
        "rounds": [round(answered(contender, i) / laws.seconds([w]), 3) for i, w in enumerate(windows)],
        "hdr": response.encode().decode(),
    }
    found["laws"] = [law.__dict__ for law in laws_of(settings, contender, inside, good, found)]
    return found


def threads(contender: Contender) -> float | None:
    """How many the server usually had: the median of all looks while it counted."""
    seen = [count for turn in contender.turns for count in turn.threads]
    return float(median(seen)) if seen else None


def sent_inside(contender: Contender) -> Iterable[int]:
    sent = contender.load.columns.sent
    return (n for window in contender.windows for n in window.numbers if window.start <= sent[n] < window.stop)


def answered(contender: Contender, turn: int) -> int:
    """Answers with 200 within the window of one turn."""
    columns, window = contender.load.columns, contender.windows[turn]
    return sum(window.start <= columns.done[n] < window.stop and columns.status[n] == OK for n in window.numbers)


def held(contender: Contender, inside: Sequence[int]) -> dict[str, float | None]:
    """How long the view went on with requests whose client had left, from entering to leaving it.

    Of those that came so late that the longest of the others would not have ended before the run did, nothing is known:
    they are left out. Any other that had not left at the end counts up to there."""
    columns, memory = contender.load.columns, contender.board
    end = contender.windows[-1].stop
    rows = [memory.row(n) for n in inside if columns.status[n] == GAVE_UP and n < memory.rows]
    longest = max((row.left - row.view for row in rows if row.view and row.left), default=0)
    return percentiles(
        histogram((row.left or end) - row.view for row in rows if row.view and row.view <= end - longest)
    )


def laws_of(
    settings: Settings, contender: Contender, inside: Sequence[int], good: Sequence[int], found: dict[str, Any]
) -> list[laws.Law]:
    columns, load, variant, windows = contender.load.columns, contender.load, contender.variant, contender.windows
    counted = contender.tracker.mean_in_flight(windows)
    obeyed = []
    if counted is not None:
        obeyed.append(laws.little(counted, columns, len(inside), windows))
    window_s = laws.seconds(windows)
    # How long a request holds its worker is known beforehand only where every call takes equally long and none fails.
    known = settings.distribution == "constant" and not settings.faulty
    if variant.workers is not None and known and variant.waits:
        whole_ms, wait_ms = window_s * 1000 / len(windows), settings.latency_ms * variant.waits
        # A loop that is held answers in bursts: all that waited for it, once it is free.
        burst = variant.concurrency == "blocked-loop" and settings.closed
        begun = max(settings.clients, variant.workers) if burst else variant.workers
        obeyed.append(laws.ceiling(found["throughput_per_s"], variant.workers, wait_ms, whole_ms, begun))
    p50 = found["service_ms"]["p50"]
    if p50 is not None and variant.waits and not settings.timeout_ms:
        share = MEDIANS[settings.distribution] * (1 - median_error(settings.distribution, len(good)))
        obeyed.append(laws.floor(p50, settings.latency_ms * share * variant.waits))
    planned = load.planned if not settings.closed else load.completed + load.errors + load.unfinished
    obeyed.append(laws.books(len(columns), load.not_sent, planned))
    obeyed.append(laws.processor(sum(turn.all_cpu_s for turn in contender.turns), os.cpu_count() or 1, window_s))
    return obeyed


def predicted(variant: Variant, words: bool = True) -> dict[str, Any]:
    found = variant.prediction
    shown: dict[str, Any] = {
        "throughput_per_s": round(found.throughput_per_s, 3),
        "response_ms": round(found.response_ms, 1),
    }
    shown |= {name: round(value, 1) for name, value in found.figures.items()}
    return shown | ({"words": found.words} if words else {})
