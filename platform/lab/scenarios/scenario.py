"""What a scenario is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from lab.scenarios.prediction import Prediction
from lab.settings import BadSetting, Settings

# What a variant's requests wait in: a pool's threads, worker processes or executor threads (these have `workers`
# lanes); one event loop; several; one loop that a call holds; a thread for each request.
Concurrency = Literal["threads", "processes", "executor", "loop", "loops", "blocked-loop", "thread-per-request"]
# Those that have `workers` lanes, with what their workers are called; and those whose requests share an event loop.
POOLS = {"threads": "threads", "processes": "processes", "executor": "executor threads"}
LOOPS = ("loop", "loops", "blocked-loop")
Generator = Literal["protocol", "aiohttp", "httpx"]

LONGEST_RUN_S = 240.0  # of load, all turns together


@dataclass(frozen=True)
class Variant:
    """One server with one view. `workers` is how many requests it can serve at once, None for no limit of its own.

    `views` is the module of the view, `django` the settings that the variant adds to the testbed's project, `setup` a
    function of the module to call once Django stands. `waits` is how many backend times a request takes at least,
    `turns_away` says that refusing requests is what the variant is for, `generator` what asks."""

    name: str
    label: str
    server: str
    view: str
    concurrency: Concurrency
    workers: int | None
    prediction: Prediction
    views: str = "lab.testbed.views"
    processes: int = 1
    threads: int = 1
    waits: float = 1.0
    turns_away: bool = False
    generator: Generator = "protocol"
    django: Mapping[str, Any] = field(default_factory=dict)
    setup: str = ""


@dataclass(frozen=True)
class Measure:
    """What a scenario compares: `path` into the figures of a variant, and how a sentence says it ("three times as
    `much`")."""

    path: str
    words: str
    unit: str = ""
    much: str = "many"

    def of(self, figures: Mapping[str, Any]) -> float | None:
        value: Any = figures
        for step in self.path.split("."):
            value = value.get(step) if isinstance(value, Mapping) else None
        return float(value) if isinstance(value, int | float) else None


THROUGHPUT = Measure("throughput_per_s", "answers a second")


@dataclass(frozen=True)
class Scenario:
    """`ratio` names the variant that the bet is on and the one that it is held against, by `measure`.

    `alone`: its variants take turns, because they would take the processor from one another. `labels` renames some
    knobs for it."""

    slug: str
    title: str
    question: str
    lesson: str
    summary: str
    what_you_should_see: str
    defaults: Settings
    ratio: tuple[str, str]
    variants: Callable[[Settings], tuple[Variant, ...]]
    measure: Measure = THROUGHPUT
    alone: bool = False
    labels: Mapping[str, str] = field(default_factory=dict)

    def predict(self, settings: Settings) -> dict[str, Prediction]:
        return {variant.name: variant.prediction for variant in self.variants(settings)}

    def turns(self, settings: Settings) -> int:
        """How often load begins: once for all variants side by side, or once for each, in every round (and once more
        for the control that repeats bring)."""
        variants = len(self.variants(settings))
        if settings.repeats > 1:
            return settings.repeats * (variants + 1)
        return variants if self.alone else 1

    def load_s(self, settings: Settings) -> float:
        """Seconds of load, warm-ups included. Raises BadSetting when it is too long."""
        turns = self.turns(settings)
        found = turns * settings.total_ms / 1000
        if found > LONGEST_RUN_S:
            each = f"{turns} turns of {settings.total_ms / 1000:g} s"
            raise BadSetting("repeats", f"That would be {each}, and at most {LONGEST_RUN_S:g} s are allowed.")
        return found
