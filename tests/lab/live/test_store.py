"""Runs in the database: one at a time, in their order, and none is lost to a host that has gone."""

from __future__ import annotations

import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.db import connections
from django.utils import timezone

from lab.live import store
from lab.live.log import Frame
from lab.models import Chunk, Run, Status
from lab.settings import Settings

pytestmark = pytest.mark.django_db(transaction=True)


def asked(**fields: Any) -> Run:
    return Run.of(Settings("sync-vs-async"), 2.5, fields.get("ticket"))


def test_a_form_that_is_sent_twice_starts_one_run() -> None:
    ticket = uuid.uuid4()
    assert store.enqueue(asked(ticket=ticket)).pk == store.enqueue(asked(ticket=ticket)).pk
    assert Run.objects.count() == 1


def test_a_form_that_is_sent_twenty_times_at_once_starts_one_run() -> None:
    ticket = uuid.uuid4()

    def send(_: int) -> str:
        try:
            return store.enqueue(asked(ticket=ticket)).pk
        finally:
            connections.close_all()

    with ThreadPoolExecutor(20) as pool:
        assert len(set(pool.map(send, range(20)))) == 1
    assert Run.objects.count() == 1


def test_runs_are_claimed_one_at_a_time_in_their_order() -> None:
    first, second = store.enqueue(asked()), store.enqueue(asked())
    assert (first.position(), second.position()) == (1, 2)
    run, _ = store.claim()
    assert run is not None
    assert run.pk == first.pk
    Run.objects.filter(pk=first.pk).update(host="elsewhere:1")
    assert store.claim() == (None, True)
    second.refresh_from_db()
    assert second.position() == 1
    store.finish(first.pk, Status.DONE, "", {"verdict": "VALID"})
    run, _ = store.claim()
    assert run is not None
    assert run.pk == second.pk


def test_the_queue_has_an_end() -> None:
    for _ in range(store.MOST_QUEUED):
        store.enqueue(asked())
    with pytest.raises(store.QueueFull):
        store.enqueue(asked())


def test_a_run_whose_host_is_silent_is_marked_as_failed_and_the_queue_goes_on() -> None:
    lost, waiting = store.enqueue(asked()), store.enqueue(asked())
    store.claim()
    Run.objects.filter(pk=lost.pk).update(host="elsewhere:1", beat=timezone.now() - 2 * store.LEASE)
    run, _ = store.claim()
    assert run is not None
    assert run.pk == waiting.pk
    lost.refresh_from_db()
    assert (lost.status, lost.reason) == (Status.FAILED, store.STOPPED)


def test_a_run_whose_host_still_beats_is_left_to_it() -> None:
    run = store.enqueue(asked())
    store.claim()
    Run.objects.filter(pk=run.pk).update(host="elsewhere:1", beat=timezone.now() - timedelta(seconds=1))
    assert store.claim() == (None, True)
    run.refresh_from_db()
    assert run.status == Status.RUNNING


def test_a_result_that_comes_too_late_does_not_undo_the_end() -> None:
    run = store.enqueue(asked())
    store.claim()
    store.finish(run.pk, Status.FAILED, "It was ended.")
    store.finish(run.pk, Status.DONE, "", {"verdict": "VALID"})
    run.refresh_from_db()
    assert (run.status, run.reason, run.done_line) == (Status.FAILED, "It was ended.", None)


def test_what_is_saved_is_loaded() -> None:
    run = store.enqueue(asked())
    for frame in (Frame(0, 1, '{"type":"run"}'), Frame(4, 4, '{"type":"snapshot","variants":{}}')):
        store.save(run.pk, frame)
        store.save(run.pk, frame)
    assert Chunk.objects.count() == 2
    log = store.load(run.pk)
    assert log is not None
    assert [(frame.offset, frame.count, frame.data) for frame in log.frames()] == [
        (0, 1, '{"type":"run"}'),
        (4, 4, '{"type":"snapshot","variants":{}}'),
    ]
    assert store.load("nothing") is None
