"""The turnstile: how many may wait on the site itself, and how often."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

import pytest

from lab.turnstile import Full, Turnstile


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def made(clock: Clock) -> Turnstile:
    return Turnstile(at_once=4, a_client=3, a_window=6, window_s=60.0, clock=clock)


def test_only_so_many_are_inside_and_whoever_leaves_makes_room() -> None:
    gate = made(Clock())
    with ExitStack() as stack:
        for client in ("a", "b", "c", "d"):
            stack.enter_context(gate.entry(client))
        with pytest.raises(Full, match="As many visitors"), gate.entry("e"):
            pass
    with gate.entry("e"):
        assert gate.inside == {"e": 1}
    assert gate.inside == {}


def test_one_client_cannot_take_all_the_places() -> None:
    gate = made(Clock())
    with ExitStack() as stack:
        for _ in range(3):
            stack.enter_context(gate.entry("a"))
        with pytest.raises(Full, match="requests of yours"), gate.entry("a"):
            pass
        with gate.entry("b"):
            pass


def test_a_client_comes_so_often_in_a_window_and_again_in_the_next() -> None:
    clock = Clock()
    gate = made(clock)
    for _ in range(6):
        with gate.entry("a"):
            pass
    clock.now = 50.0
    with pytest.raises(Full) as refusal, gate.entry("a"):
        pass
    assert refusal.value.seconds == 11
    with gate.entry("b"):
        pass
    clock.now = 60.0
    with gate.entry("a"):
        pass


def test_whoever_breaks_off_leaves_too() -> None:
    gate = made(Clock())
    with pytest.raises(ZeroDivisionError), gate.entry("a"):
        raise ZeroDivisionError
    assert gate.inside == {}


def test_threads_that_come_and_go_at_once_leave_nobody_inside() -> None:
    gate = Turnstile(at_once=1000, a_client=1000, a_window=10**6, window_s=60.0, clock=Clock())

    def come_and_go(_: int) -> None:
        for _ in range(2000):
            with gate.entry("a"):
                pass

    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)  # the threads take turns between any two steps
    try:
        with ThreadPoolExecutor(8) as threads:
            list(threads.map(come_and_go, range(8)))
    finally:
        sys.setswitchinterval(interval)
    assert gate.inside == {}
