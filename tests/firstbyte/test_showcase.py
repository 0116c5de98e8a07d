"""The stored run that home opens on."""

import json
from pathlib import Path
from typing import Any

import pytest

from firstbyte.showcase import compact, replay, showcase

EVENTS = {"id": [0], "lane": [0], "sent": [0.123], "view": [10.4], "done": [500.6], "status": [200], "intended": [0.1]}


def part(at: float, open_ids: list[int]) -> dict[str, Any]:
    ticks = {"t": [at], "in_flight": [4], "queued": [0], "waiting": [4], "throughput": [7.94], "rss_mb": [58.2]}
    blocked: dict[str, list[float]] = {"from": [], "to": []}
    return {
        "ticks": ticks,
        "events": EVENTS,
        "open": {"id": open_ids, "lane": [-1] * len(open_ids), "sent": [1.5] * len(open_ids)},
        "blocked": blocked,
    }


def log() -> list[dict[str, Any]]:
    info = {"name": "sync", "label": "Sync", "server": "gthread", "concurrency": "threads", "workers": 4}
    measured = {"name": "sync", "throughput_per_s": 7.9, "completed": 48, "response_ms": {"p50": 4000.0}}
    return [
        {
            "type": "run",
            "scenario": "sync-vs-async",
            "config": {"latency_ms": 500.0, "clients": 100},
            "measured": {"from_ms": 1000.0, "to_ms": 7000.0},
            "variants": [info],
            "machine": {},
        },
        {"type": "phase", "phase": "warmup"},
        {"type": "snapshot", "variants": {"sync": part(50.0, [1, 2])}},
        {"type": "snapshot", "variants": {"sync": part(100.0, [2])}},
        {"type": "done", "verdict": "VALID", "sentence": "So.", "ratio": {"value": 23.4}, "variants": [measured]},
    ]


@pytest.fixture
def stored(tmp_path: Path) -> Path:
    path = tmp_path / "run.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in log()))
    return path


def test_home_shows_the_picture_and_the_figures_of_the_stored_run(stored: Path) -> None:
    shown = showcase(stored)
    assert shown is not None
    assert shown["ratio"] == 23.4
    assert [panel.name for panel in shown["picture"].panels] == ["sync"]
    assert [measured["completed"] for _, measured in shown["variants"]] == [48]


def test_home_stands_without_a_stored_run(tmp_path: Path) -> None:
    assert showcase(tmp_path / "none.jsonl") is None


def test_the_compact_log_is_one_snapshot_in_whole_milliseconds() -> None:
    run, snapshot = compact(log())
    assert run["measured"]["to_ms"] == 7000.0
    sync = snapshot["variants"]["sync"]
    assert sync["ticks"]["t"] == [50, 100]
    assert sync["events"]["sent"] == [0, 0]
    assert sync["events"]["done"] == [501, 501]


def test_the_compact_log_keeps_the_latest_open_requests_only() -> None:
    assert compact(log())[1]["variants"]["sync"]["open"]["id"] == [2]


def test_the_compact_log_leaves_out_what_no_picture_shows() -> None:
    sync = compact(log())[1]["variants"]["sync"]
    assert "intended" not in sync["events"]
    assert "rss_mb" not in sync["ticks"]


def test_the_replay_is_json_that_the_browser_can_read(stored: Path) -> None:
    assert [line["type"] for line in json.loads(replay(stored))["lines"]] == ["run", "snapshot"]
