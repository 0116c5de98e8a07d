"""What every view under test does beside its work: it stamps its request's row on the board.

The stamps stand in the answer too: `Server-Timing` for people (DevTools shows it), `Lab-Stamps` for programs
(nanoseconds of time.perf_counter_ns(): view entered, backend start, backend end, view left; then the thread's id).
"""

from __future__ import annotations

import os
import threading
from time import perf_counter_ns

from django.http import HttpResponse

from lab.testbed.board import BACKEND, BACKEND_END, FAULT, LEFT, THREAD, VIEW, Board, create
from lab.testbed.clients import AsyncClient, BackendFailed, SyncClient
from lab.testbed.looplag import Probe

EPOCH = int(os.environ.get("LAB_EPOCH_NS", "0")) or perf_counter_ns()
BOARD = Board(int(os.environ["LAB_BOARD_FD"]) if "LAB_BOARD_FD" in os.environ else create(1))
WORDS = BOARD.words
BACKEND_URL = os.environ.get("LAB_BACKEND_URL", "http://127.0.0.1:9")
blocking_client = SyncClient(BACKEND_URL)
loop_client = AsyncClient(BACKEND_URL)
probe = Probe(BOARD, EPOCH)


class Visit:
    """One request in its view, from entering to leaving; made where the view's own work begins."""

    __slots__ = ("backend", "backend_end", "base", "number", "view")

    def __init__(self, number: int) -> None:
        self.number = max(number, 0)
        base = self.base = BOARD.base(number)
        self.view = perf_counter_ns()
        self.backend = self.backend_end = 0
        WORDS[base + THREAD] = threading.get_native_id() & 0xFFFFFFFF
        WORDS[base + VIEW] = (self.view - EPOCH) // 1000

    def calls(self) -> None:
        """The (first) call of the backend begins."""
        now = self.backend = perf_counter_ns()
        WORDS[self.base + BACKEND] = (now - EPOCH) // 1000

    def called(self) -> None:
        """The (last) call of the backend is answered."""
        now = self.backend_end = perf_counter_ns()
        WORDS[self.base + BACKEND_END] = (now - EPOCH) // 1000

    def leaves(self) -> int:
        now = perf_counter_ns()
        WORDS[self.base + LEFT] = (now - EPOCH) // 1000
        return now

    def answer(self, body: bytes, status: int = 200) -> HttpResponse:
        left = perf_counter_ns()
        response = HttpResponse(body, content_type="text/plain", status=status)
        view, waited = (left - self.view) / 1e6, (self.backend_end - self.backend) / 1e6
        response["Server-Timing"] = f"view;dur={view:.3f}, backend;dur={waited:.3f}"
        thread = WORDS[self.base + THREAD]
        response["Lab-Stamps"] = f"{self.view} {self.backend} {self.backend_end} {left} {thread}"
        self.leaves()
        return response


def enter(number: int) -> Visit:
    """A sync view, or work in a thread, begins."""
    return Visit(number)


def enter_loop(number: int) -> Visit:
    """A view on the event loop begins."""
    visit = Visit(number)
    probe.start()
    return visit


def left(number: int) -> None:
    """The view was left without an answer of its own: cancelled, or by an exception."""
    at = BOARD.base(number) + LEFT
    if not WORDS[at]:
        WORDS[at] = (perf_counter_ns() - EPOCH) // 1000


def failed(number: int, error: BackendFailed) -> HttpResponse:
    """What a view answers that the backend let down."""
    base = BOARD.base(number)
    WORDS[base + FAULT] = error.fault
    if WORDS[base + BACKEND] and not WORDS[base + BACKEND_END]:
        WORDS[base + BACKEND_END] = (perf_counter_ns() - EPOCH) // 1000
    left(number)
    return HttpResponse(b"the backend failed", content_type="text/plain", status=502)
