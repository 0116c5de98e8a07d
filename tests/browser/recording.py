"""A made-up recording in the engine's shape: four workers beside one loop, 20 clients, answers after 200 ms."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

TICK = 50.0  # ms
END = 2000.0
CLIENTS = 20
LATENCY = 200.0
WORKERS = 4

Row = dict[str, Any]


def requests(workers: int) -> list[Row]:
    """A closed run: each client asks again as soon as it has its answer; `workers` at most are inside at once."""
    free = [0.0] * workers
    ready = [0.0] * CLIENTS
    rows: list[Row] = []
    while min(ready) < END:
        sent = min(ready)
        client = ready.index(sent)
        lane = free.index(min(free))
        view = max(sent, free[lane]) + 1
        done = view + LATENCY + 4
        stamps = {
            "sent": sent,
            "view": view,
            "backend": view + 1,
            "backend_end": done - 3,
            "left": done - 2,
            "done": done,
        }
        rows.append({"id": len(rows), "lane": lane, "status": 200, **stamps})
        free[lane], ready[client] = done - 2, done + 1
    return rows


def part(rows: list[Row], t: float) -> Row:
    """What one snapshot line says of one variant at the tick `t`."""
    sent = [row for row in rows if row["sent"] <= t]
    answered = [row for row in sent if row["done"] <= t]
    alive = [row for row in sent if row["done"] > t]
    queued = [row for row in alive if row["view"] > t]
    waiting = [row for row in alive if row["backend"] <= t < row["backend_end"]]
    finished = [row for row in answered if row["done"] > t - TICK]
    second = [row["done"] - row["sent"] for row in answered if row["done"] > t - 1000] or [None]
    ticks = {
        "t": t,
        "in_flight": len(alive),
        "queued": len(queued),
        "running": len(alive) - len(queued) - len(waiting),
        "waiting": len(waiting),
        "throughput": len(second) / min(1.0, t / 1000) if second[0] else 0.0,
        "p50": second[len(second) // 2],
        "p99": second[-1],
        "completed": len(answered),
        "errors": 0,
    }
    fields = ("id", "lane", "sent", "view", "backend", "backend_end", "left", "done", "status")
    known = [
        {key: value if key == "id" or value <= t else None for key, value in row.items()}
        | {"lane": row["lane"] if row["view"] <= t else -1}
        for row in alive
    ]
    return {
        "ticks": {name: [value] for name, value in ticks.items()},
        "events": {field: [row[field] for row in finished] for field in fields},
        "open": {field: [row[field] for row in known] for field in fields[:6]},
        "blocked": {"from": [], "to": []},
    }


def lines() -> Iterator[Row]:
    kinds = {"sync": ("threads", WORKERS), "async": ("loop", None)}
    variants = [
        {"name": name, "label": f"{name} view", "server": "made up", "concurrency": kind, "workers": workers}
        for name, (kind, workers) in kinds.items()
    ]
    config = {"model": "closed", "clients": CLIENTS, "latency_ms": LATENCY, "seconds": 1.5, "threads": WORKERS}
    measured = {"from_ms": 500.0, "to_ms": END}
    yield {"type": "run", "scenario": "sync-vs-async", "config": config, "measured": measured, "variants": variants}
    made = {"sync": requests(WORKERS), "async": requests(CLIENTS)}
    for tick in range(1, int(END / TICK) + 1):
        yield {"type": "snapshot", "variants": {name: part(rows, tick * TICK) for name, rows in made.items()}}
    measured_variants = [
        {"name": name, "throughput_per_s": rate, "completed": int(rate * 1.5), "response_ms": {"p50": p50}}
        for name, rate, p50 in (("sync", 19.3, 880.0), ("async", 96.6, 204.0))
    ]
    yield {
        "type": "done",
        "verdict": "VALID",
        "sentence": "All twenty waited at once, where four threads let four wait.",
        "variants": measured_variants,
        "ratio": {"of": "throughput_per_s", "variant": "async", "against": "sync", "value": 5.0},
    }
