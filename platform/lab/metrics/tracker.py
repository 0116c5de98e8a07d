"""One variant while it runs: at each tick, what its requests are doing and which have finished."""

from __future__ import annotations

import heapq
from bisect import bisect_left
from collections import deque
from collections.abc import Sequence
from typing import Any

from lab.loadgen.columns import GAVE_UP
from lab.loadgen.load import Load
from lab.metrics.laws import Window
from lab.metrics.usage import Usage
from lab.testbed.board import FAULTS, Board, Row
from lab.testbed.looplag import BLOCKED_US

SECOND = 1_000_000  # µs
NOTHING = Row(0, 0, 0, 0, 0, 0)
QUEUED = -1  # the lane of a request that no view has taken yet


class Tracker:
    """`pool` true: the variant's requests stand in the lanes of its threads, processes or executor threads."""

    def __init__(self, name: str, load: Load, board: Board, usage: Usage, pool: bool) -> None:
        self.name, self.load, self.board, self.usage = name, load, board, usage
        self.pool = pool
        self.seen = 0  # requests that earlier ticks have counted
        self.sampled: list[tuple[int, int]] = []  # (when, in flight)
        self.begin(0, 0.0)

    def begin(self, start_us: int, offset_ms: float) -> None:
        """A turn begins: its stamps are told from `start_us`, which is `offset_ms` on the run's own time axis (the time
        in which one server ends and the next one starts is not on it)."""
        self.start, self.offset = start_us, offset_ms
        self.seen = len(self.load.columns)
        self.lanes: dict[int, int] = {}  # number -> lane, of the requests in flight
        self.threads: dict[int, int] = {}  # system thread -> lane, of a pool
        self.free: list[int] = []
        self.slots = 0
        self.recent: deque[tuple[int, int]] = deque()  # (done, response) of the last second
        self.abandoned: list[int] = []  # requests whose client has left, and whose view goes on

    def ms(self, stamp: int) -> float | None:
        """Milliseconds on the run's time axis; None for what was not reached."""
        return round((stamp - self.start) / 1000 + self.offset, 2) if stamp else None

    def tick(self, now: int) -> dict[str, Any]:
        """The variant's part of a snapshot line; `now` in microseconds since the epoch."""
        columns = self.load.columns
        finished, self.load.finished = self.load.finished, []
        for number in range(self.seen, len(columns)):
            self.lanes[number] = QUEUED
        self.seen = len(columns)
        rows = {number: self.row(number) for number in self.lanes}
        self.place(rows, finished)
        events = self.events(finished, rows)
        later = self.later(finished, rows)
        for number in finished:
            self.lanes.pop(number, None)
        beats = self.board.new_beats()
        blocked = [(at - late, at) for at, late in beats if late > BLOCKED_US and at - late > self.start]
        part = {
            "ticks": self.ticks(now, rows, max((late for _, late in beats), default=None)),
            "events": events,
            "open": self.open(rows),
            "blocked": {"from": [self.ms(a) for a, _ in blocked], "to": [self.ms(b) for _, b in blocked]},
        }
        if later["id"]:
            part["later"] = later
        self.sampled.append((now, len(self.lanes)))
        return part

    def later(self, finished: list[int], rows: dict[int, Row]) -> dict[str, list[Any]]:
        """The ends of views whose client had left before: told when they come, since the request is told already."""
        over = [(number, row) for number in self.abandoned if (row := self.row(number)).left]
        gone = {number for number, _ in over}
        status = self.load.columns.status
        self.abandoned = [number for number in self.abandoned if number not in gone]
        self.abandoned += [n for n in finished if status[n] == GAVE_UP and rows[n].view and not rows[n].left]
        return {
            "id": [number for number, _ in over],
            "backend_end": [self.ms(row.backend_end) for _, row in over],
            "left": [self.ms(row.left) for _, row in over],
        }

    def row(self, number: int) -> Row:
        return self.board.row(number) if number < self.board.rows else NOTHING

    def place(self, rows: dict[int, Row], finished: list[int]) -> None:
        """Gives a lane to each request whose view was entered: its thread's, or the lowest slot that was free then."""
        if self.pool:
            for number, row in rows.items():
                if row.view and self.lanes[number] == QUEUED:
                    self.lanes[number] = self.threads.setdefault(row.thread, len(self.threads))
            return
        done = self.load.columns.done
        moments = [(done[number], 0, number) for number in finished]
        moments += [(row.view, 1, n) for n, row in rows.items() if row.view and self.lanes[n] == QUEUED]
        for _, entered, number in sorted(moments):
            if not entered:
                if self.lanes.get(number, QUEUED) != QUEUED:
                    heapq.heappush(self.free, self.lanes[number])
                continue
            if self.free:
                self.lanes[number] = heapq.heappop(self.free)
            else:
                self.lanes[number], self.slots = self.slots, self.slots + 1

    def events(self, finished: list[int], rows: dict[int, Row]) -> dict[str, list[Any]]:
        columns, ms = self.load.columns, self.ms
        for number in finished:
            if columns.status[number] == 200:
                self.recent.append((columns.done[number], columns.done[number] - columns.intended[number]))
        found = [(number, rows[number]) for number in finished]
        return {
            "id": finished,
            "lane": [self.lanes[number] for number in finished],
            "thread": [row.thread or None for _, row in found],
            "intended": [ms(columns.intended[number]) for number in finished],
            "sent": [ms(columns.sent[number]) for number in finished],
            "view": [ms(row.view) for _, row in found],
            "backend": [ms(row.backend) for _, row in found],
            "backend_end": [ms(row.backend_end) for _, row in found],
            "left": [ms(row.left) for _, row in found],
            "first_byte": [ms(columns.first_byte[number]) for number in finished],
            "first_body": [ms(columns.first_body[number]) for number in finished],
            "done": [ms(columns.done[number]) for number in finished],
            "status": [columns.status[number] for number in finished],
            "fault": [FAULTS[row.fault] or None for _, row in found],
        }

    def open(self, rows: dict[int, Row]) -> dict[str, list[Any]]:
        sent, ms = self.load.columns.sent, self.ms
        numbers = list(self.lanes)
        return {
            "id": numbers,
            "lane": list(self.lanes.values()),
            "sent": [ms(sent[number]) for number in numbers],
            "view": [ms(rows[number].view) for number in numbers],
            "backend": [ms(rows[number].backend) for number in numbers],
            "backend_end": [ms(rows[number].backend_end) for number in numbers],
        }

    def ticks(self, now: int, rows: dict[int, Row], late: int | None) -> dict[str, list[Any]]:
        queued = running = waiting = 0
        for number in self.lanes:
            row = rows[number]
            if not row.view:
                queued += 1
            elif row.backend and not row.backend_end:
                waiting += 1
            else:
                running += 1
        recent = self.recent
        while recent and recent[0][0] <= now - SECOND:
            recent.popleft()
        times = sorted(response for _, response in recent)
        span = min(SECOND, max(now - self.start, 1)) / SECOND
        shown = {
            "t": self.ms(now),
            "in_flight": len(self.lanes),
            "queued": queued,
            "running": running,
            "waiting": waiting,
            "throughput": round(len(times) / span, 1),
            "p50": quantile_ms(times, 0.50),
            "p95": quantile_ms(times, 0.95),
            "p99": quantile_ms(times, 0.99),
            "completed": self.load.completed,
            "errors": self.load.errors,
            "loop_lag": None if late is None else round(late / 1000, 2),
            "threads": self.usage.threads,
            "rss_mb": self.usage.rss_mb,
        }
        return {name: [value] for name, value in shown.items()}

    def cleared(self, now: int) -> dict[str, Any]:
        """The last part of a turn that others follow: nothing is in flight any more. Its rate is that of the last
        second."""
        self.lanes = {}
        return {"ticks": self.ticks(now, {}, None), "events": self.events([], {}), "open": self.open({}), "blocked": {}}

    def mean_in_flight(self, windows: Sequence[Window]) -> float | None:
        """Of the ticks within the windows; None without any."""
        counts: list[int] = []
        for window in windows:
            first, last = bisect_left(self.sampled, (window.start, 0)), bisect_left(self.sampled, (window.stop, 0))
            counts += [count for _, count in self.sampled[first:last]]
        return sum(counts) / len(counts) if counts else None


def quantile_ms(times: list[int], share: float) -> float | None:
    """Of sorted microseconds, by the nearest rank."""
    return round(times[min(len(times) - 1, int(share * len(times)))] / 1000, 2) if times else None
