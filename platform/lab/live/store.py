"""Runs in the database. All of it is synchronous; `off_the_loop` calls it from the loop."""

from __future__ import annotations

import asyncio
import os
import socket
import zlib
from collections.abc import Callable
from datetime import timedelta
from typing import Any, NamedTuple, ParamSpec, TypeVar

import psutil
from django.db import IntegrityError, close_old_connections, transaction
from django.utils import timezone

from lab.bets import tally
from lab.live.log import Frame, Log
from lab.models import Bet, Chunk, Run, Status, is_id

LEASE = timedelta(seconds=8)  # without a beat for that long, whoever carried a run out is gone
MOST_QUEUED = 20
STOPPED = "The site was stopped while this run went on. What had been measured until then is kept."

P = ParamSpec("P")
T = TypeVar("T")


class QueueFull(Exception):
    """As many runs are waiting as may wait."""


async def off_the_loop(work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    def call() -> T:
        close_old_connections()
        try:
            return work(*args, **kwargs)
        finally:
            close_old_connections()

    return await asyncio.to_thread(call)


def whoami() -> str:
    return f"{socket.gethostname()}:{os.getpid()}"


def queue_is_full() -> bool:
    return Run.objects.filter(status=Status.QUEUED).count() >= MOST_QUEUED


def enqueue(run: Run) -> Run:
    """The run, saved; where its form was sent before, the run that it started then. Raises QueueFull."""
    with transaction.atomic():
        if run.ticket and (before := Run.objects.filter(ticket=run.ticket).first()):
            return before
        if queue_is_full():
            raise QueueFull
        Run.objects.bulk_create([run], ignore_conflicts=True)
    return Run.objects.get(ticket=run.ticket) if run.ticket else run


def gone(run: Run) -> bool:
    """Whether whoever carried this run out has ended: by its process, where that is on this machine, or its beat."""
    name, _, pid = run.host.rpartition(":")
    if name == socket.gethostname() and pid.isdigit() and (int(pid) == os.getpid() or not psutil.pid_exists(int(pid))):
        return True
    return run.beat is None or run.beat < timezone.now() - LEASE


def claim() -> tuple[Run | None, bool]:
    """The next run, from now on ours; and whether there is anything to wait for. Called while we carry out none."""
    for run in Run.objects.filter(status=Status.RUNNING):
        if gone(run):
            Run.objects.filter(pk=run.pk, status=Status.RUNNING).update(status=Status.FAILED, reason=STOPPED)
    waiting = Run.objects.filter(status=Status.QUEUED).order_by("created", "id")
    for run in waiting[:1]:
        try:
            with transaction.atomic():
                mine = Run.objects.filter(pk=run.pk, status=Status.QUEUED).update(
                    status=Status.RUNNING, host=whoami(), beat=timezone.now()
                )
        except IntegrityError:  # another process carries one out
            return None, True
        if mine:
            run.status = Status.RUNNING
            return run, True
    return None, Run.objects.filter(status__in=(Status.QUEUED, Status.RUNNING)).exists()


def beat(run_id: str) -> None:
    Run.objects.filter(pk=run_id).update(beat=timezone.now())


def save(run_id: str, frame: Frame) -> None:
    chunk = Chunk(run_id=run_id, last=frame.offset, count=frame.count, data=zlib.compress(frame.data.encode()))
    Chunk.objects.bulk_create([chunk], ignore_conflicts=True)


def announce(run_id: str, run_line: dict[str, Any]) -> None:
    Run.objects.filter(pk=run_id).update(run_line=run_line)


def finish(run_id: str, status: Status, reason: str = "", done_line: dict[str, Any] | None = None) -> None:
    with transaction.atomic():
        Run.objects.filter(pk=run_id, status=Status.RUNNING).update(status=status, reason=reason, done_line=done_line)


def bets(run_id: str) -> dict[str, Any]:
    """What all who watch have bet, as a tally."""
    return tally(list(Bet.objects.filter(run_id=run_id).values_list("value", flat=True)))


class Known(NamedTuple):
    """What the database knows of a run beyond a line."""

    frames: list[Frame]
    status: str
    position: int | None
    reason: str
    bets: dict[str, Any] | None  # their tally; None where it cannot have changed


def beyond(run_id: str, last: int) -> Known:
    """Raises Run.DoesNotExist."""
    # The status first: when that says that the run is over, all its lines are there.
    run = Run.objects.only("status", "reason", "created").get(pk=run_id)
    chunks = Chunk.objects.filter(run_id=run_id, last__gt=last)
    frames = [Frame(chunk.last, chunk.count, zlib.decompress(chunk.data).decode()) for chunk in chunks]
    # Bets are placed until a run starts, and stay what they were then.
    asked = last < 0 or run.status in (Status.GATHERING, Status.QUEUED)
    return Known(frames, run.status, run.position(), run.reason, bets(run_id) if asked else None)


def load(run_id: str) -> Log | None:
    if not is_id(run_id):
        return None
    log = Log(run_id)
    try:
        log.learn(*beyond(run_id, -1))
    except Run.DoesNotExist:
        return None
    return log
