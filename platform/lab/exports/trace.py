"""Chrome's trace-event format, which Perfetto opens: a process a variant, a thread a lane.

What a lane does are complete events ("X", nested by time): the request, and in it the call to the backend. Waiting in
the queue belongs to no lane and overlaps freely: asynchronous events ("b", "e"). Counters ("C") follow the ticks. Times
are microseconds. Format: "Trace Event Format", by the authors of Chrome's tracing.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import accumulate
from typing import Any

from lab.recording import Recording, Row
from lab.scenarios.scenario import POOLS

Event = dict[str, Any]
COUNTERS = {"in flight": "in_flight", "queued": "queued", "answers a second": "throughput"}
LOOP = 1_000_000  # the thread number of the event loop, behind all lanes


def write(recording: Recording) -> str:
    document = {
        "traceEvents": events(recording),
        "displayTimeUnit": "ms",
        "otherData": {
            "scenario": recording.run["scenario"],
            "seed": recording.run.get("seed"),
            "verdict": (recording.done or {}).get("verdict"),
        },
    }
    return json.dumps(document, separators=(",", ":"), allow_nan=False) + "\n"


def events(recording: Recording) -> list[Event]:
    """The loop's timer may send the first request a fraction of a millisecond early, and no event may lie before 0."""
    found = list(of_recording(recording))
    early = -min(0.0, *(event["ts"] for event in found if "ts" in event), 0.0)
    return [event | {"ts": round(event["ts"] + early, 1)} if "ts" in event else event for event in found]


def of_recording(recording: Recording) -> Iterator[Event]:
    for pid, info in enumerate(recording.variants, start=1):
        rows = recording.requests(info["name"])
        ends = {row["id"]: recording.end_of_load(info["name"], row["sent"]) for row in rows}
        part = recording.parts[info["name"]]
        pool = info["concurrency"] in POOLS
        yield named("process_name", pid, 0, f"{info['label']} ({info['server']})")
        lanes = sorted({row["lane"] for row in rows if row["view"] is not None and row["lane"] >= 0})
        for lane in lanes:
            yield named("thread_name", pid, lane + 1, f"{'worker' if pool else 'request slot'} {lane + 1}")
        for lane in lanes:
            yield from of_lane([row for row in rows if row["lane"] == lane and row["view"] is not None], pid, ends)
        for row in rows:
            yield from queued(row, pid, ends[row["id"]])
        yield from blocked(part["blocked"], pid)
        yield from counters(part["ticks"], pid)


def named(what: str, pid: int, tid: int, name: str) -> Event:
    return {"ph": "M", "name": what, "pid": pid, "tid": tid, "args": {"name": name}}


def us(ms: float) -> float:
    return round(ms * 1000, 1)


def span(name: str, kind: str, pid: int, tid: int, start: float, stop: float, **args: Any) -> Event:
    times = {"ts": us(start), "dur": max(0.0, round(us(stop) - us(start), 1))}
    return {"ph": "X", "name": name, "cat": kind, "pid": pid, "tid": tid, **times, "args": args}


def of_lane(rows: list[Row], pid: int, ends: dict[int, float]) -> Iterator[Event]:
    """A lane holds one request at a time: where the next has begun, the one before it is over."""
    rows = sorted(rows, key=lambda row: row["view"])
    nexts = [*(row["view"] for row in rows[1:]), float("inf")]
    for row, following in zip(rows, nexts, strict=True):
        left = row["left"] if row["left"] is not None else row["done"] if row["done"] is not None else ends[row["id"]]
        stop = max(row["view"], min(left, following))
        stamps = {name: row[name] for name in ("intended", "sent", "first_byte", "done") if row[name] is not None}
        told = {"id": row["id"], "status": row["status"], **{f"{name}_ms": at for name, at in stamps.items()}}
        yield span(f"request {row['id']}", "view", pid, row["lane"] + 1, row["view"], stop, **told)
        if row["backend"] is not None and row["backend"] <= stop:
            back = stop if row["backend_end"] is None else min(row["backend_end"], stop)
            yield span("backend", "waiting", pid, row["lane"] + 1, row["backend"], back)


def queued(row: Row, pid: int, end: float) -> Iterator[Event]:
    until = row["view"] if row["view"] is not None else row["done"] if row["done"] is not None else end
    if until < row["sent"]:
        return
    common = {"name": "queued", "cat": "queued", "id": row["id"], "pid": pid, "tid": 0}
    yield {"ph": "b", **common, "ts": us(row["sent"]), "args": {"request": row["id"]}}
    yield {"ph": "e", **common, "ts": us(until)}


def blocked(columns: dict[str, list[Any]], pid: int) -> Iterator[Event]:
    spans = [pair for pair in zip(columns.get("from", ()), columns.get("to", ()), strict=True) if None not in pair]
    if spans:
        yield named("thread_name", pid, LOOP, "event loop, blocked")
    for start, stop in spans:
        yield span("loop blocked", "blocked", pid, LOOP, start, stop)


def counters(ticks: dict[str, list[Any]], pid: int) -> Iterator[Event]:
    # A turn ends where its window does; its last tick may have come a moment later. Time does not go back, and of two
    # values at one moment the later counts: nothing is left.
    moments = list(accumulate(ticks.get("t", ()), max))
    for name, column in COUNTERS.items():
        for at, value in dict(zip(moments, ticks.get(column, ()), strict=True)).items():
            if value is not None:
                yield {"ph": "C", "name": name, "pid": pid, "tid": 0, "ts": us(at), "args": {name: value}}
