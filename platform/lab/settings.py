"""What a run is asked to do, within the caps that keep a shared machine usable."""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass, fields
from typing import Any, Literal, get_args

Model = Literal["closed", "open"]
AsgiServer = Literal["daphne", "uvicorn"]
Distribution = Literal["constant", "lognormal", "bimodal"]

LONGEST_SECONDS = 30.0
MOST_CLIENTS = 500  # connections
FASTEST_RATE = 2000.0  # arrivals a second
LATENCY_MS = (1.0, 5000.0)
MOST_THREADS = 64
LARGEST_SEED = 2**31 - 1


class BadSetting(ValueError):
    """A value outside the caps: the name of its field, and a sentence for people."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field, self.sentence = field, sentence


@dataclass(frozen=True)
class Settings:
    """`clients` counts for the closed model, `rate_per_s` for the open one. Make them with `Settings.checked`."""

    scenario: str
    model: Model = "closed"
    clients: int = 100
    rate_per_s: float = 50.0
    latency_ms: float = 500.0
    seconds: float = 6.0
    seed: int = 1
    asgi_server: AsgiServer = "daphne"
    threads: int = 4
    distribution: Distribution = "constant"

    @classmethod
    def checked(cls, **values: Any) -> Settings:
        """Raises BadSetting for the first value that is unknown, of the wrong type or outside its cap."""
        known = {field.name for field in fields(cls)}
        for name in values:
            if name not in known:
                raise BadSetting(name, f"There is no setting {name!r}.")
        if not isinstance(values.get("scenario"), str):
            raise BadSetting("scenario", "A scenario has to be named.")
        return cls(
            scenario=values["scenario"],
            model=one_of("model", values.get("model", cls.model), get_args(Model)),
            clients=whole("clients", values.get("clients", cls.clients), 1, MOST_CLIENTS),
            rate_per_s=number("rate_per_s", values.get("rate_per_s", cls.rate_per_s), 0.1, FASTEST_RATE),
            latency_ms=number("latency_ms", values.get("latency_ms", cls.latency_ms), *LATENCY_MS),
            seconds=number("seconds", values.get("seconds", cls.seconds), 1.0, LONGEST_SECONDS),
            seed=whole("seed", values.get("seed", cls.seed), 0, LARGEST_SEED),
            asgi_server=one_of("asgi_server", values.get("asgi_server", cls.asgi_server), get_args(AsgiServer)),
            threads=whole("threads", values.get("threads", cls.threads), 1, MOST_THREADS),
            distribution=one_of("distribution", values.get("distribution", cls.distribution), get_args(Distribution)),
        )

    @property
    def warmup_ms(self) -> float:
        """Load that is not counted: twice the backend's time, at least 1 s and at most 3 s."""
        return min(3000.0, max(1000.0, 2 * self.latency_ms))

    @property
    def total_ms(self) -> float:
        """From load start to the last request that is sent."""
        return self.warmup_ms + self.seconds * 1000

    @property
    def closed(self) -> bool:
        return self.model == "closed"

    def argv(self) -> list[str]:
        """The arguments of `python -m lab run` that say the same."""
        load = ["--clients", str(self.clients)] if self.closed else ["--rate", repr(self.rate_per_s)]
        return [
            *(self.scenario, *load, "--latency", repr(self.latency_ms), "--seconds", repr(self.seconds)),
            *("--seed", str(self.seed), "--asgi-server", self.asgi_server, "--threads", str(self.threads)),
            *("--distribution", self.distribution),
        ]

    def config(self) -> dict[str, Any]:
        """As the run line shows it: what does not count is null."""
        shown = asdict(self) | {"warmup_ms": self.warmup_ms}
        shown["rate_per_s" if self.closed else "clients"] = None
        del shown["scenario"], shown["seed"]
        return shown


def number(field: str, value: Any, low: float, high: float) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise BadSetting(field, f"{LABELS[field]} has to be a number.")
    if not low <= value <= high:
        raise BadSetting(field, f"{LABELS[field]} has to be from {low:g} to {high:g}.")
    return float(value)


def whole(field: str, value: Any, low: int, high: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise BadSetting(field, f"{LABELS[field]} has to be a whole number.")
    if not low <= value <= high:
        raise BadSetting(field, f"{LABELS[field]} has to be from {low} to {high}.")
    return value


def one_of(field: str, value: Any, choices: tuple[str, ...]) -> Any:
    if value not in choices:
        raise BadSetting(field, f"{LABELS[field]} has to be one of {', '.join(choices)}.")
    return value


LABELS = {
    "model": "The load model",
    "clients": "The number of clients",
    "rate_per_s": "The arrivals a second",
    "latency_ms": "The time that the backend takes, in milliseconds,",
    "seconds": "The length of the load, in seconds,",
    "seed": "The seed",
    "asgi_server": "The ASGI server",
    "threads": "The number of threads",
    "distribution": "The distribution of the backend's times",
}
