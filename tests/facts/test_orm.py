"""The ORM from async code: what it refuses, where it runs, and what it does not make faster."""

import asyncio
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from django.core.exceptions import SynchronousOnlyOperation
from django.db import connection, transaction
from django.db.backends.signals import connection_created
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Func, IntegerField
from django.http import HttpRequest, HttpResponse

from tests.facts.asgi import ask, site
from tests.facts.counting import Inside

ROWS = MigrationRecorder.Migration.objects  # the one table that every Django database has


@pytest.fixture
def inside() -> Iterator[Inside]:
    """Counts the queries that are inside the database together; each takes some time there."""
    found = Inside()

    def slow(number: int) -> int:
        with found.enter():
            time.sleep(0.01)
        return number

    def teach(connection: Any, **named: object) -> None:
        connection.connection.create_function("slowly", 1, slow)

    connection_created.connect(teach)
    yield found
    connection_created.disconnect(teach)


def slowly() -> Any:
    return ROWS.annotate(slow=Func(1, function="slowly", output_field=IntegerField())).values_list("slow", flat=True)


@pytest.mark.fact("sync-orm-refused-in-a-loop")
@pytest.mark.django_db(transaction=True)
async def test_a_sync_query_in_a_running_loop_is_refused() -> None:
    with pytest.raises(SynchronousOnlyOperation):
        ROWS.first()


@pytest.mark.fact("sync-orm-refused-in-a-loop")
@pytest.mark.django_db(transaction=True)
async def test_the_environment_variable_takes_the_guard_away_and_the_query_then_blocks_the_loop(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    threads: list[int] = []

    def wrapper(execute: Any, *arguments: Any) -> Any:
        threads.append(threading.get_ident())
        return execute(*arguments)

    with connection.execute_wrapper(wrapper):
        ROWS.first()
    assert threads == [threading.get_ident()]


needs_sqlite = pytest.mark.skipif("connection.vendor != 'sqlite'", reason="teaches SQLite a function")


@needs_sqlite
@pytest.mark.fact("async-orm-is-serial-in-a-request")
@pytest.mark.django_db(transaction=True)
async def test_queries_gathered_in_one_request_run_one_after_the_other_in_one_thread(inside: Inside) -> None:
    async def view(request: HttpRequest) -> HttpResponse:
        await asyncio.gather(*(slowly().afirst() for _ in range(6)))
        return HttpResponse()

    with site(view=view) as app:
        await ask(app, "/view")
    assert len(inside.threads) == 6
    assert inside.most == 1
    assert len(set(inside.threads)) == 1


@needs_sqlite
@pytest.mark.fact("async-orm-keeps-the-loop-free")
@pytest.mark.django_db(transaction=True)
async def test_the_loop_goes_on_while_an_async_query_waits(inside: Inside) -> None:
    turns = 0

    async def view(request: HttpRequest) -> HttpResponse:
        nonlocal turns
        query = asyncio.create_task(slowly().afirst())
        while not query.done():
            turns += inside.now  # counted only while the query is inside the database
            await asyncio.sleep(0)
        await query
        return HttpResponse()

    with site(view=view) as app:
        await ask(app, "/view")
    assert turns > 0
    assert threading.get_ident() not in inside.threads


@needs_sqlite
@pytest.mark.fact("async-orm-side-by-side-across-requests")
@pytest.mark.django_db(transaction=True)
async def test_queries_of_different_requests_run_side_by_side(inside: Inside) -> None:
    async def view(request: HttpRequest) -> HttpResponse:
        await slowly().afirst()
        return HttpResponse()

    with site(view=view) as app:
        await asyncio.gather(*(ask(app, "/view") for _ in range(6)))
    assert len(set(inside.threads)) == 6


@pytest.mark.fact("no-async-transactions")
@pytest.mark.django_db(transaction=True)
async def test_a_transaction_can_neither_be_entered_async_nor_in_a_running_loop() -> None:
    with pytest.raises((TypeError, AttributeError)):
        async with transaction.atomic():  # type: ignore[attr-defined]
            pass
    with pytest.raises(SynchronousOnlyOperation):
        with transaction.atomic():
            pass


@pytest.mark.fact("no-async-transactions")
@pytest.mark.django_db(transaction=True)
async def test_a_block_in_one_sync_function_is_a_transaction() -> None:
    @sync_to_async
    def both_or_none() -> None:
        with transaction.atomic():
            ROWS.create(app="facts", name="0001")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await both_or_none()
    assert not await ROWS.filter(app="facts").aexists()
