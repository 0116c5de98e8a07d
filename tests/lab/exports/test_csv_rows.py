"""The CSV has a row for every request that was sent."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from lab.exports import EXPORTS
from lab.metrics.summary import histogram, percentiles
from lab.recording import Recording
from tests.lab.exports.recordings import CITED, broken_off, name_of, recording_of


def rows_of(recording: Recording) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(EXPORTS["csv"].write(recording))))


def accounted(recording: Recording, name: str) -> int:
    """How many requests the engine says it sent: what its law about the books counted, without those not sent."""
    measured = recording.measured(name)
    assert measured
    law = next(law for law in measured["laws"] if law["name"] == "Every request is accounted for")
    return int(law["value"]) - int(measured["not_sent"])


def assert_complete(recording: Recording) -> None:
    rows = rows_of(recording)
    for info in recording.variants:
        own = [row for row in rows if row["variant"] == info["name"]]
        assert len(own) == accounted(recording, info["name"])
        assert len({row["id"] for row in own}) == len(own)
        measured = recording.measured(info["name"])
        assert measured
        counted = [row for row in own if row["counted"] == "1"]
        assert len([row for row in counted if row["status"] == "200"]) == measured["completed"]
        assert len([row for row in counted if row["status"] != "200"]) == measured["errors"]
        assert len([row for row in own if not row["done_ms"]]) == measured["in_flight_end"]


@pytest.mark.parametrize("path", CITED, ids=name_of)
def test_a_row_for_each_request_and_as_many_counted_as_the_result_says(path: Path) -> None:
    assert_complete(recording_of(path))


@pytest.mark.parametrize("path", CITED[:1], ids=name_of)
def test_its_times_give_the_percentiles_of_the_result(path: Path) -> None:
    recording = recording_of(path)
    for info in recording.variants:
        measured = recording.measured(info["name"])
        assert measured
        times = [
            round(float(row["response_ms"]) * 1000)
            for row in rows_of(recording)
            if row["variant"] == info["name"] and row["counted"] == "1" and row["status"] == "200"
        ]
        # Stamps are kept to a hundredth of a millisecond, the histogram to three digits.
        for name, value in percentiles(histogram(times)).items():
            assert value == pytest.approx(measured["response_ms"].get(name, value), rel=0.005)


def test_a_run_that_broke_off_has_its_rows_too() -> None:
    rows = rows_of(broken_off(CITED[0]))
    assert len(rows) == len(rows_of(recording_of(CITED[0])))


@pytest.mark.slow
@pytest.mark.parametrize(
    "load",
    [("--clients", "30"), ("--rate", "300"), ("--clients", "20", "--repeats", "2")],
    ids=["closed", "open", "in turns"],
)
def test_nothing_that_a_fresh_run_sent_is_missing(load: tuple[str, ...]) -> None:
    command = [
        sys.executable,
        "-m",
        "lab",
        "run",
        "sync-vs-async",
        *load,
        "--latency",
        "50",
        "--seconds",
        "2",
        "--json",
    ]
    done = subprocess.run(command, capture_output=True, text=True, timeout=90, check=True)
    lines: list[dict[str, Any]] = [json.loads(line) for line in done.stdout.splitlines()]
    assert_complete(Recording.of(lines))
