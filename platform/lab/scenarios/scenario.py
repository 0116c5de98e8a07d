"""What a scenario is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from lab.scenarios.prediction import Prediction
from lab.settings import Settings

Concurrency = Literal["threads", "loop", "thread-per-request", "blocked-loop"]


@dataclass(frozen=True)
class Variant:
    """One server with one view. `workers` is how many requests it can serve at once, None for no limit of its own."""

    name: str
    label: str
    server: str
    view: str
    concurrency: Concurrency
    workers: int | None
    prediction: Prediction


@dataclass(frozen=True)
class Scenario:
    """`ratio` names the variant that the bet is on and the one that it is held against."""

    slug: str
    title: str
    question: str
    lesson: str
    summary: str
    what_you_should_see: str
    defaults: Settings
    ratio: tuple[str, str]
    variants: Callable[[Settings], tuple[Variant, ...]]

    def predict(self, settings: Settings) -> dict[str, Prediction]:
        return {variant.name: variant.prediction for variant in self.variants(settings)}
