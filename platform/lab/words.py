"""Numbers as people read them."""

from __future__ import annotations

from typing import Any

from lab.knobs import KNOBS
from lab.settings import Settings

SAID = ("model", "clients", "rate_per_s", "latency_ms", "seconds", "threads", "asgi_server", "connections", "seed")


def seconds(ms: float | None) -> str:
    """Milliseconds in the unit that suits them; a dash for what was not measured."""
    if ms is None:
        return "–"
    return f"{ms:.3g} ms" if abs(ms) < 999.5 else f"{ms / 1000:.3g} s"


def figure(value: float | None) -> str:
    """Three digits, thousands grouped; a dash for what was not measured."""
    if value is None:
        return "–"
    return f"{value:,.0f}" if abs(value) >= 99.95 else f"{value:.3g}"


def times(value: float) -> str:
    """A ratio in words: three digits at most."""
    return f"{value:,.0f} times" if value >= 10 else f"{value:.2g} times"


def unusual(config: dict[str, Any]) -> list[tuple[str, str]]:
    """(knob, value) of the settings that differ from the usual ones, but for those that are always shown."""
    usual = Settings("").__dict__
    asked = [(knob, config[name]) for name, knob in KNOBS.items() if name not in SAID and name in config]
    return [(knob.label, said(value, knob.unit)) for knob, value in asked if value not in (None, usual[knob.name])]


def said(value: Any, unit: str) -> str:
    if unit == "ms":
        return seconds(float(value))
    return str(value) if isinstance(value, str) else f"{figure(value)} {unit}".strip()


def load_words(config: dict[str, object]) -> str:
    """What a run was loaded with."""
    rate, clients = config.get("rate_per_s"), config.get("clients")
    if config.get("model") == "open" and isinstance(rate, int | float):
        return f"{figure(rate)} arrivals a second"
    return "1 client" if clients == 1 else f"{clients} clients"
