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


@cache
def showcase(path: Path) -> dict[str, Any] | None:
    """What home shows of the run, or None where it is not stored. Read once: the file changes with a release only."""
    if not path.exists():
        return None
    lines = [json.loads(line) for line in path.read_text().splitlines()]
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
