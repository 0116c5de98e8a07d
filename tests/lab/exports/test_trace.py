"""The trace is what Chrome's trace-event format asks for, so that Perfetto opens it."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from lab.exports import EXPORTS
from lab.recording import Recording
from tests.lab.exports.recordings import CITED, broken_off, name_of, recording_of

Event = dict[str, Any]
# "Trace Event Format", its table of event phases: what each of those used here must have, and what it may have beside.
BESIDE = {
    "M": set(),
    "X": {"args", "tdur", "tts", "cname", "id", "sf", "stack", "esf", "estack"},
    "b": {"args", "scope", "tts", "cname"},
    "e": {"args", "scope", "tts", "cname"},
    "C": {"id", "tid", "cat"},
}
METADATA = {"process_name", "process_labels", "process_sort_index", "thread_name", "thread_sort_index"}
KINDS = {
    **dict.fromkeys(("name", "cat", "ph"), str),
    **dict.fromkeys(("pid", "tid"), int),
    **dict.fromkeys(("ts", "dur"), (int, float)),
    **{"args": dict, "id": (int, str)},
}
FIELDS = {
    "M": {"name", "pid", "tid", "args"},
    "X": {"name", "cat", "pid", "tid", "ts", "dur"},
    "b": {"name", "cat", "id", "pid", "tid", "ts"},
    "e": {"name", "cat", "id", "pid", "tid", "ts"},
    "C": {"name", "pid", "ts", "args"},
}


def events_of(recording: Recording) -> list[Event]:
    document = json.loads(EXPORTS["trace"].write(recording))
    assert document["displayTimeUnit"] in ("ms", "ns")
    found: list[Event] = document["traceEvents"]
    return found


every = pytest.mark.parametrize("path", CITED, ids=name_of)


@every
def test_each_event_has_what_its_phase_demands(path: Path) -> None:
    for event in events_of(recording_of(path)):
        assert event["ph"] in FIELDS
        assert event.keys() >= FIELDS[event["ph"]], event
        assert event.keys() <= {"ph"} | FIELDS[event["ph"]] | BESIDE[event["ph"]], event
        assert all(isinstance(value, KINDS[name]) for name, value in event.items()), event
        if event["ph"] == "M":
            assert event["name"] in METADATA
            assert isinstance(event["args"]["name"], str)
        for name in ("ts", "dur"):
            assert event.get(name, 0) >= 0
        if event["ph"] == "C":
            assert all(isinstance(value, int | float) for value in event["args"].values())


@every
def test_what_begins_ends_once_and_later(path: Path) -> None:
    begun: dict[tuple[int, str, int], float] = {}
    for event in events_of(recording_of(path)):
        key = (event["pid"], event.get("cat", ""), event.get("id", -1))
        if event["ph"] == "b":
            assert key not in begun
            begun[key] = event["ts"]
        elif event["ph"] == "e":
            assert event["ts"] >= begun.pop(key)
    assert not begun


@every
def test_within_a_lane_one_thing_follows_another_or_lies_within_it(path: Path) -> None:
    lanes: dict[tuple[int, int], list[Event]] = defaultdict(list)
    for event in events_of(recording_of(path)):
        if event["ph"] == "X":
            lanes[event["pid"], event["tid"]].append(event)
    assert lanes
    for events in lanes.values():
        events.sort(key=lambda event: (event["ts"], -event["dur"]))
        stack: list[float] = []
        for event in events:
            end = event["ts"] + event["dur"]
            while stack and stack[-1] <= event["ts"] + 0.05:
                stack.pop()
            assert not stack or end <= stack[-1] + 0.05, event
            stack.append(end)


@every
def test_it_tells_of_every_request_and_names_every_lane(path: Path) -> None:
    recording = recording_of(path)
    events = events_of(recording)
    named = {(event["pid"], event["tid"]) for event in events if event["name"] == "thread_name"}
    assert {(event["pid"], event["tid"]) for event in events if event["ph"] == "X"} <= named
    told = Counter(event["pid"] for event in events if event.get("cat") == "view")
    for pid, info in enumerate(recording.variants, start=1):
        entered = [row for row in recording.requests(info["name"]) if row["view"] is not None]
        assert told[pid] == len(entered)
    moments = [
        event["ts"] for event in events if event["ph"] == "C" and event["name"] == "queued" and event["pid"] == 1
    ]
    assert all(earlier < later for earlier, later in pairwise(moments))


def test_a_run_in_turns_ends_what_was_never_answered_with_its_turn() -> None:
    recording = recording_of(CITED[0])
    name = recording.variants[0]["name"]
    start, stop = recording.window
    middle = (start + stop) / 2
    recording.variants[0]["windows"] = [[start, middle], [middle, stop]]
    assert recording.end_of_load(name, start) == middle
    assert recording.end_of_load(name, middle + 1) == stop
    assert recording.counted(name, middle + 1) == middle - start + 1
    assert recording.length(name) == stop - start


def test_a_run_that_broke_off_has_a_trace_too() -> None:
    assert events_of(broken_off(CITED[0]))
