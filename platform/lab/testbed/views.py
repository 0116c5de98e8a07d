"""The views under test. Each calls the slow backend once and answers "ok"; only the way of waiting differs.

The stamps stand in the answer too: `Server-Timing` for people (DevTools shows it), `Lab-Stamps` for programs
(nanoseconds of time.perf_counter_ns(): view entered, backend start, backend end, view left; then the thread's id).
"""

from __future__ import annotations

import asyncio
import os
import threading
from time import perf_counter_ns

from django.http import HttpRequest, HttpResponse
from django.urls import path

from lab.testbed.board import BACKEND, BACKEND_END, LEFT, THREAD, VIEW, Board, create
from lab.testbed.clients import AsyncClient, SyncClient
from lab.testbed.looplag import Probe

EPOCH = int(os.environ.get("LAB_EPOCH_NS", "0")) or perf_counter_ns()
BOARD = Board(int(os.environ.get("LAB_BOARD_FD", "-1")) if "LAB_BOARD_FD" in os.environ else create(1))
WORDS = BOARD.words
BACKEND_URL = os.environ.get("LAB_BACKEND_URL", "http://127.0.0.1:9")
blocking_client = SyncClient(BACKEND_URL)
loop_client = AsyncClient(BACKEND_URL)
probe = Probe(BOARD, EPOCH)


def answer(base: int, view: int, backend: int, backend_end: int, body: bytes) -> HttpResponse:
    left = perf_counter_ns()
    response = HttpResponse(body, content_type="text/plain")
    response["Server-Timing"] = f"view;dur={(left - view) / 1e6:.3f}, backend;dur={(backend_end - backend) / 1e6:.3f}"
    response["Lab-Stamps"] = f"{view} {backend} {backend_end} {left} {WORDS[base + THREAD]}"
    WORDS[base + LEFT] = (perf_counter_ns() - EPOCH) // 1000
    return response


def enter(number: int) -> tuple[int, int]:
    """The index of the request's row, and when its view was entered."""
    base = BOARD.base(number)
    now = perf_counter_ns()
    WORDS[base + THREAD] = threading.get_native_id() & 0xFFFFFFFF
    WORDS[base + VIEW] = (now - EPOCH) // 1000
    return base, now


def stamp(at: int) -> int:
    now = perf_counter_ns()
    WORDS[at] = (now - EPOCH) // 1000
    return now


def sync(request: HttpRequest, number: int = -1) -> HttpResponse:
    """A sync view with a client that blocks: its thread waits."""
    base, view = enter(number)
    backend = stamp(base + BACKEND)
    body = blocking_client.get(max(number, 0))
    backend_end = stamp(base + BACKEND_END)
    return answer(base, view, backend, backend_end, body)


async def awaited(request: HttpRequest, number: int = -1) -> HttpResponse:
    """An async view that awaits: the event loop serves others meanwhile."""
    base, view = enter(number)
    probe.start()
    backend = stamp(base + BACKEND)
    body = await loop_client.get(max(number, 0))
    backend_end = stamp(base + BACKEND_END)
    return answer(base, view, backend, backend_end, body)


async def blocking(request: HttpRequest, number: int = -1) -> HttpResponse:
    """The mistake: a client that blocks, called on the event loop."""
    base, view = enter(number)
    probe.start()
    backend = stamp(base + BACKEND)
    body = blocking_client.get(max(number, 0))  # holds the whole loop
    backend_end = stamp(base + BACKEND_END)
    return answer(base, view, backend, backend_end, body)


def ready(request: HttpRequest) -> HttpResponse:
    return HttpResponse(b"ok")


async def ready_on_loop(request: HttpRequest) -> HttpResponse:
    """Asked once before the load: starts the probe also where every view under test is a sync one."""
    probe.start()
    await asyncio.sleep(0)
    return HttpResponse(b"ok")


VIEWS = {"sync": sync, "awaited": awaited, "blocking": blocking}

urlpatterns = [
    path("ready", ready_on_loop if os.environ.get("LAB_INTERFACE") == "asgi" else ready),
    *(path(name, view) for name, view in VIEWS.items()),
    *(path(f"{name}/<int:number>", view) for name, view in VIEWS.items()),
]
