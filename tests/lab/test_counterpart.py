"""The same load in the other model, and what a stall is in each of them."""

from __future__ import annotations

from typing import Any

import pytest

from lab.counterpart import STALL, counterpart
from lab.load_models import explained
from lab.recording import Recording
from lab.settings import FASTEST_RATE, Settings


@pytest.mark.parametrize(
    ("settings", "rate"),
    [
        (STALL, 100.0),
        (Settings("sync-vs-async"), 200.0),
        (Settings("sync-under-asgi", clients=500, latency_ms=1.0), FASTEST_RATE),
    ],
)
def test_a_closed_load_becomes_arrivals_at_the_rate_that_its_fastest_variant_answers(
    settings: Settings, rate: float
) -> None:
    other = counterpart(settings)
    assert (other.model, other.rate_per_s, other.latency_ms) == ("open", rate, settings.latency_ms)


def test_arrivals_become_the_clients_that_they_would_keep_busy() -> None:
    other = counterpart(Settings("sync-vs-async", model="open", rate_per_s=50.0, latency_ms=200.0))
    assert (other.model, other.clients) == ("closed", 10)


def recording(model: str, sent: list[float], slow: float) -> Recording:
    """A second that counts, in the middle of which the server stands still for 400 ms; `slow` is what that costs."""
    config = {"model": model, "clients": 2, "rate_per_s": 10.0, "stall_ms": 400.0, "latency_ms": 20.0}
    done = [at + (slow if 300 <= at < 700 else 20.0) for at in sent]
    events = {"id": list(range(len(sent))), "intended": sent, "sent": sent, "done": done, "status": [200] * len(sent)}
    run: dict[str, Any] = {
        "scenario": "sync-under-asgi",
        "config": config,
        "measured": {"from_ms": 0.0, "to_ms": 1000.0},
        "variants": [{"name": "async", "label": "Async view"}],
    }
    figures = {"name": "async", "throughput_per_s": 10.0, "in_flight_end": 0}
    return Recording(
        run, {"variants": [figures]}, None, {"async": {"ticks": {}, "events": events, "open": {}, "blocked": {}}}
    )


def test_of_a_stall_each_model_says_how_many_requests_met_it() -> None:
    opened = recording("open", [i * 100.0 for i in range(10)], slow=400.0)
    closed = recording("closed", [i * 40.0 for i in range(8)], slow=400.0)
    found = explained(("A", closed), ("B", opened))
    assert found is not None
    said = found.sentences[-1]
    assert "stood still for 400 ms" in said
    assert "4 requests of the open run" in said
    assert "40 % of B" in said
    # The closed one had sent its eight within 280 ms and none while the server stood still.
    assert "clients sent 0 and then nothing more: 0 % of A" in said
