"""What a run is asked to do, within the caps that keep a shared machine usable."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from lab.knobs import (
    FASTEST_RATE,
    KNOBS,
    LARGEST_SEED,
    LATENCY_MS,
    LONGEST_SECONDS,
    MOST_CLIENTS,
    MOST_THREADS,
    BadSetting,
)

__all__ = [
    "FASTEST_RATE",
    "LARGEST_SEED",
    "LATENCY_MS",
    "LONGEST_SECONDS",
    "MOST_CLIENTS",
    "MOST_THREADS",
    "BadSetting",
    "Settings",
]


@dataclass(frozen=True)
class Settings:
    """`clients` counts for the closed model, `rate_per_s` and `connections` for the open one; what each means stands in
    lab.knobs. Make them with `Settings.checked`."""

    scenario: str
    model: str = "closed"
    clients: int = 100
    rate_per_s: float = 50.0
    connections: int = MOST_CLIENTS
    timeout_ms: float = 0.0
    latency_ms: float = 500.0
    seconds: float = 6.0
    seed: int = 1
    asgi_server: str = "daphne"
    wsgi_server: str = "gunicorn-gthread"
    workers: int = 1
    threads: int = 4
    backlog: int = 2048
    distribution: str = "constant"
    jitter_ms: float = 0.0
    capacity: int = 0
    error_percent: float = 0.0
    hang_percent: float = 0.0
    reset_percent: float = 0.0
    slow_start_s: float = 0.0
    repeats: int = 1
    stall_ms: float = 0.0

    @classmethod
    def checked(cls, **values: Any) -> Settings:
        """Raises BadSetting for the first value that is unknown, of the wrong type or outside its cap."""
        for name in values:
            if name not in KNOBS and name != "scenario":
                raise BadSetting(name, f"There is no setting {name!r}.")
        if not isinstance(values.get("scenario"), str):
            raise BadSetting("scenario", "A scenario has to be named.")
        found = {name: knob.checked(values.get(name, getattr(cls, name))) for name, knob in KNOBS.items()}
        if found["error_percent"] + found["hang_percent"] + found["reset_percent"] > 100:
            raise BadSetting("error_percent", "Calls that fail, hang and are reset have to be at most 100 % together.")
        if found["stall_ms"] > found["seconds"] * 1000:
            raise BadSetting("stall_ms", "The server cannot be stopped for longer than the load lasts.")
        return cls(scenario=values["scenario"], **found)

    @property
    def warmup_ms(self) -> float:
        """Load that is not counted: twice the backend's time, at least 1 s and at most 3 s."""
        return min(3000.0, max(1000.0, 2 * self.latency_ms))

    @property
    def total_ms(self) -> float:
        """From load start to the last request that is sent, in one turn."""
        return self.warmup_ms + self.seconds * 1000

    @property
    def closed(self) -> bool:
        return self.model == "closed"

    @property
    def faulty(self) -> bool:
        """Whether the backend is asked to let some calls down."""
        return self.error_percent + self.hang_percent + self.reset_percent > 0

    def argv(self) -> list[str]:
        """The arguments of `python -m lab run` that say the same."""
        unused = {"model", *(("rate_per_s", "connections") if self.closed else ("clients",))}
        named = [(knob.option, getattr(self, name)) for name, knob in KNOBS.items() if name not in unused]
        return [self.scenario, *(part for option, value in named for part in (option, f"{value!s}"))]

    def config(self) -> dict[str, Any]:
        """As the run line shows it: what does not count is null."""
        shown = asdict(self) | {"warmup_ms": self.warmup_ms}
        for name in ("rate_per_s", "connections") if self.closed else ("clients",):
            shown[name] = None
        del shown["scenario"], shown["seed"]
        return shown
