"""The log gives everyone every line once, in pieces that are encoded once."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from lab.live.log import PIECE, Frame, Log, encode, merged


def line(number: int) -> dict[str, Any]:
    if number in (0, 7, 23):
        return {"type": "run" if number == 0 else "phase", "t": number}
    part = {"ticks": {"t": [number]}, "events": {"id": [number, number + 0.5]}, "open": {"id": [number]}, "blocked": {}}
    return {"type": "snapshot", "variants": {"a": part}}


def frames(count: int) -> list[Frame]:
    return [Frame(number, 1, encode(line(number))) for number in range(count)]


def log_of(count: int, chunks: list[tuple[int, int]]) -> Log:
    log = Log("x", "running")
    lines = frames(count)
    for frame in lines:
        log.take(frame)
    for first, last in chunks:
        log.take(merged(lines[first : last + 1]))
    return log


def read_from(log: Log, offset: int) -> list[int]:
    """The numbers of the lines that someone gets who begins after `offset`; a hole is an error."""
    told = []
    while frame := log.after(offset):
        assert frame.offset - frame.count == offset
        offset = frame.offset
        said = json.loads(frame.data)
        told += said["variants"]["a"]["ticks"]["t"] if said["type"] == "snapshot" else [said["t"]]
    return told


CHUNKS = [(1, 6), (8, 15), (16, 22)]


@given(st.integers(1, 40), st.integers(-1, 39), st.booleans())
def test_whoever_comes_whenever_gets_every_line_once(count: int, offset: int, chunked: bool) -> None:
    log = log_of(count, [(first, last) for first, last in CHUNKS if chunked and last < count])
    if log.follows(offset):
        assert read_from(log, offset) == list(range(offset + 1, count))


def test_a_log_that_goes_on_can_be_followed_from_each_of_its_lines() -> None:
    log = log_of(30, CHUNKS)
    assert all(log.follows(offset) for offset in range(-1, 30))
    assert not log.follows(30)
    assert not log.follows(-2)


def test_a_log_that_is_over_can_be_followed_from_the_ends_of_its_chunks() -> None:
    log = log_of(30, CHUNKS)
    log.forget_lines()
    assert log.follows(-1)
    assert log.follows(6)
    assert not log.follows(3)
    assert read_from(log, -1) == list(range(30))


def test_someone_who_cannot_be_followed_up_is_told_so() -> None:
    log = log_of(30, CHUNKS)
    log.forget_lines()
    assert log.hello(6)["recovered"]
    assert log.hello(6)["from"] == 6
    assert not log.hello(3)["recovered"]
    assert log.hello(3)["from"] == -1


def test_a_frame_is_the_same_object_for_all() -> None:
    log = log_of(30, CHUNKS)
    assert log.after(9) is log.after(9)
    assert log.after(29 - 1) is log.lines[29]


@given(st.permutations(range(12)))
def test_frames_that_overtake_each_other_leave_no_hole(order: list[int]) -> None:
    log = Log("x", "running")
    lines = frames(12)
    for number in order:
        log.take(lines[number])
    assert log.last == 11
    assert read_from(log, -1) == list(range(12))


def test_a_merged_frame_stays_small() -> None:
    log = Log("x", "running")
    many = {"type": "snapshot", "variants": {"a": {"ticks": {"t": [1]}, "events": {"id": list(range(1000))}}}}
    for number in range(200):
        log.take(Frame(number, 1, encode(many)))
    assert max(frame.size for frame in log.frames()) <= PIECE + 100
    assert sum(frame.count for frame in log.frames()) == 200


def test_a_merged_frame_says_what_its_lines_said() -> None:
    lines = frames(7)[1:]
    said = json.loads(merged(lines).data)
    assert said["variants"]["a"]["ticks"]["t"] == [1, 2, 3, 4, 5, 6]
    assert said["variants"]["a"]["open"]["id"] == [6]
