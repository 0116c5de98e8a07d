"""The board: memory that a server under test and the engine share, in which a request's stamps stand as they happen.

A stamp is one store into shared memory. Datagrams would cost the server a system call a stamp (which also gives the GIL
away and so disturbs what is measured), would wake the generator, and are dropped beyond ten unread ones on stock Linux
(net.unix.max_dgram_qlen). The engine reads the board at its ticks.

Layout, in unsigned 32 bit words: a header, the loop's beats as pairs, then a row of six words a request.
All times are microseconds since the run's epoch (see lab.clock); 0 is "not reached".
"""

from __future__ import annotations

import mmap
import os
import tempfile
from dataclasses import dataclass

HEADER_WORDS = 16
BEATS_WRITTEN = 0  # header word: how many beats the probe has written so far
LAST_BEAT = 1  # header word: when the loop last ran the probe
BEATING = 2  # header word: the process whose loop is watched; of several, the first that was ready
READY = 3  # header word: how many processes have made the application
BEATS = 8192  # pairs (when, late by); at one each 10 ms they last for 80 s
ROWS_AT = HEADER_WORDS + 2 * BEATS
ROW_WORDS = 6
VIEW, BACKEND, BACKEND_END, LEFT, THREAD, FAULT = range(ROW_WORDS)
FAULTS = ("", "error", "reset", "late")  # by the number in FAULT
WORD = 4  # bytes


@dataclass(frozen=True)
class Row:
    """What the server wrote of one request, microseconds; 0 for what was not reached. `thread` is the system's id,
    `fault` what the backend did to it (an index of FAULTS)."""

    view: int
    backend: int
    backend_end: int
    left: int
    thread: int
    fault: int


def create(rows: int) -> int:
    """A file descriptor of a new board for `rows` requests. The file has no name and takes memory where written."""
    size = (ROWS_AT + ROW_WORDS * (rows + 1)) * WORD
    fd = os.memfd_create("lab-board") if hasattr(os, "memfd_create") else unnamed_file()
    os.ftruncate(fd, size)
    return fd


def unnamed_file() -> int:
    with tempfile.TemporaryFile() as file:
        return os.dup(file.fileno())


class Board:
    """A board mapped into this process. The last row is a scratch row, for requests without a number."""

    def __init__(self, fd: int) -> None:
        self.fd = fd
        self.map = mmap.mmap(fd, 0)
        self.words = memoryview(self.map).cast("I")
        self.rows = (len(self.words) - ROWS_AT) // ROW_WORDS - 1
        self.beats_read = 0

    def close(self) -> None:
        self.words.release()
        self.map.close()
        os.close(self.fd)

    def base(self, number: int) -> int:
        """The index of the first word of a request's row."""
        return ROWS_AT + ROW_WORDS * (number if 0 <= number < self.rows else self.rows)

    def row(self, number: int) -> Row:
        base = self.base(number)
        return Row(*self.words[base : base + ROW_WORDS])

    def beats_here(self, process: int) -> bool:
        """Whether the loop of `process` is the one that is watched."""
        if not self.words[BEATING]:
            self.words[BEATING] = process
        return bool(self.words[BEATING] == process)

    def watch_anew(self) -> None:
        """Another server takes over the board."""
        self.words[BEATING] = self.words[READY] = 0

    def ready(self) -> None:
        """Called by each process of a server when it has made the application."""
        os.lockf(self.fd, os.F_LOCK, 0)
        self.words[READY] += 1
        os.lockf(self.fd, os.F_ULOCK, 0)

    @property
    def processes_ready(self) -> int:
        return self.words[READY]

    def beat(self, at: int, late: int) -> None:
        """Called by the loop's probe: the loop ran at `at`, `late` microseconds after the probe had asked for it."""
        written = self.words[BEATS_WRITTEN]
        place = HEADER_WORDS + 2 * (written % BEATS)
        self.words[place] = at
        self.words[place + 1] = max(late, 0)
        self.words[LAST_BEAT] = at
        self.words[BEATS_WRITTEN] = written + 1

    def new_beats(self) -> list[tuple[int, int]]:
        """The (when, late by) pairs written since the last call."""
        written = self.words[BEATS_WRITTEN]
        first = max(self.beats_read, written - BEATS)
        self.beats_read = written
        places = (HEADER_WORDS + 2 * (i % BEATS) for i in range(first, written))
        return [(self.words[place], self.words[place + 1]) for place in places]

    @property
    def last_beat(self) -> int:
        """0 while no probe has run."""
        return self.words[LAST_BEAT]
