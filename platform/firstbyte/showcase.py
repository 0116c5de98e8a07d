"""The stored run that home opens on: a real one, which anyone can watch at its permalink."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings

from lab.picture import picture

LESSON = "async-views-basics"
RESULT = "sync-vs-async"
CHOICES = (1, 4, 25, 100)  # how many times as many answers a second, to bet on


def stored() -> Path:
    path: Path = settings.BASE_DIR / "lessons" / "content" / LESSON / "results" / f"{RESULT}.jsonl"
    return path


# What the replay draws and says; the rest of the log is on the run's own page.
SHOWN = {
    "ticks": ("t", "in_flight", "queued", "running", "waiting", "throughput", "p50", "p99", "completed", "errors"),
    "events": ("id", "lane", "sent", "view", "backend", "backend_end", "left", "done", "status"),
    "open": ("id", "lane", "sent", "view", "backend", "backend_end"),
    "blocked": ("from", "to"),
}


def lines_of(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text().splitlines()]


def compact(lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """A run's log with the shown columns only and in whole milliseconds: a third of its size, the same picture.

    One snapshot line stands for all: ticks, events and blocked spans one after another, the open requests of the last.
    """
    merged: dict[str, Any] = {}
    for line in lines:
        for name, part in line.get("variants", {}).items() if line["type"] == "snapshot" else ():
            into = merged.setdefault(name, {kind: {} for kind in SHOWN})
            for kind, columns in SHOWN.items():
                for column in columns:
                    values = [
                        round(value) if isinstance(value, float) else value for value in part[kind].get(column, [])
                    ]
                    into[kind][column] = values if kind == "open" else [*into[kind].get(column, []), *values]
    run = {key: lines[0][key] for key in ("type", "scenario", "config", "measured", "variants")}
    return [run, {"type": "snapshot", "variants": merged}]


@cache
def replay(path: Path) -> bytes:
    """The compact log as the JSON that <lab-replay> reads. Raises FileNotFoundError where the run is not stored."""
    return json.dumps({"lines": compact(lines_of(path))}, separators=(",", ":")).encode()


@cache
def showcase(path: Path) -> dict[str, Any] | None:
    """What home shows of the run, or None where it is not stored. Read once: the file changes with a release only."""
    if not path.exists():
        return None
    lines = lines_of(path)
    run, done = lines[0], lines[-1]
    measured = {variant["name"]: variant for variant in done["variants"]}
    ratio = float(done["ratio"]["value"])
    return {
        "run_id": f"{LESSON}.{RESULT}",
        "lesson": LESSON,
        "config": run["config"],
        "seconds": run["config"]["latency_ms"] / 1000,
        "picture": picture(lines),
        "variants": [(info, measured[info["name"]]) for info in run["variants"]],
        "sentence": done["sentence"],
        "verdict": done["verdict"],
        "ratio": ratio,
        "choices": CHOICES,
    }
