"""Transactions from async code: what is refused, what is committed, and which connection is used."""

import asyncio
import inspect
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from django.core.handlers.base import BaseHandler
from django.db import OperationalError, close_old_connections, connection, transaction
from django.db.backends.sqlite3.base import DatabaseWrapper
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, HttpResponse
from django.test import override_settings
from psycopg_pool import ConnectionPool

from tests.facts.asgi import LIMIT, Exchange, ask, site

ROWS = MigrationRecorder.Migration.objects  # the one table that every Django database has


@pytest.fixture
def no_rows_left() -> Iterator[None]:
    yield
    ROWS.filter(app="facts").delete()


@pytest.mark.fact("decorated-async-view-is-refused")
@pytest.mark.django_db(transaction=True)
async def test_an_atomic_async_view_is_taken_for_a_sync_one_and_its_coroutine_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    @transaction.atomic
    async def view(request: HttpRequest) -> HttpResponse:
        return HttpResponse()

    given: list[Any] = []
    original = BaseHandler.check_response

    def check(self: BaseHandler, response: Any, *more: Any) -> None:
        given.append(response)
        original(self, response, *more)

    monkeypatch.setattr(BaseHandler, "check_response", check)
    assert not inspect.iscoroutinefunction(view)
    with override_settings(DEBUG_PROPAGATE_EXCEPTIONS=True), site(view=view) as app:
        with pytest.raises(ValueError, match="unawaited coroutine"):
            await ask(app, "/view")
    given[0].close()  # else Python warns of it, in the middle of some later test


@pytest.mark.fact("on-commit-wants-a-sync-function")
@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("no_rows_left")
async def test_on_commit_calls_its_function_in_the_thread_after_the_commit_and_not_after_a_rollback() -> None:
    said: list[object] = []

    def write(fail: bool) -> None:
        with transaction.atomic():
            ROWS.create(app="facts", name="0001")
            transaction.on_commit(lambda: said.extend(["hook", threading.get_ident(), connection.in_atomic_block]))
            said.append("written")
            if fail:
                raise ZeroDivisionError

    await sync_to_async(write)(False)
    assert said == ["written", "hook", await sync_to_async(threading.get_ident)(), False]
    said.clear()
    with pytest.raises(ZeroDivisionError):
        await sync_to_async(write)(True)
    assert said == ["written"]


@pytest.mark.fact("on-commit-wants-a-sync-function")
@pytest.mark.django_db(transaction=True)
async def test_on_commit_does_not_await_what_a_coroutine_function_gives() -> None:
    ran: list[bool] = []
    given: list[Any] = []

    async def hook() -> None:
        ran.append(True)

    def call() -> Any:
        given.append(hook())
        return given[0]  # what on_commit gets from a coroutine function, and drops

    def write() -> None:
        with transaction.atomic():
            transaction.on_commit(call)

    await sync_to_async(write)()
    assert inspect.iscoroutine(given[0])
    assert not ran
    given[0].close()


@pytest.mark.fact("cancelled-view-still-commits")
@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("no_rows_left")
async def test_a_transaction_in_a_thread_is_committed_after_its_view_was_cancelled() -> None:
    writing, go_on, committed = threading.Event(), threading.Event(), threading.Event()
    cancelled: list[bool] = []

    def write() -> None:
        with transaction.atomic():
            ROWS.create(app="facts", name="0001")
            writing.set()
            assert go_on.wait(LIMIT)
        committed.set()

    async def view(request: HttpRequest) -> HttpResponse:
        try:
            await sync_to_async(write)()
        except asyncio.CancelledError:
            cancelled.append(True)
            raise
        return HttpResponse()

    with site(view=view) as app:
        exchange = Exchange(app, "/view").body()
        request = asyncio.create_task(exchange.run())
        while not writing.is_set():
            await asyncio.sleep(0)
        exchange.disconnect()
        for _ in range(20):  # the handler has to see it, and the view to be cancelled
            await asyncio.sleep(0)
        go_on.set()
        await request
    assert cancelled
    assert committed.is_set()
    assert await ROWS.filter(app="facts").acount() == 1


@pytest.fixture
def unblocked(django_db_blocker: Any) -> Iterator[None]:
    """The files of these tests are none of the project's databases."""
    with django_db_blocker.unblock():
        yield


def sqlite(folder: Path, **options: Any) -> Any:
    """A connection of its own to one file; both commit by themselves until told otherwise."""
    settings = {"ENGINE": "", "NAME": folder / "facts.sqlite3", "OPTIONS": options, "AUTOCOMMIT": True}
    more: dict[str, Any] = {"TIME_ZONE": None, "CONN_MAX_AGE": 0, "CONN_HEALTH_CHECKS": False, "TEST": {}}
    found = DatabaseWrapper({**settings, **more}, "facts")
    found.inc_thread_sharing()
    found.connect()  # reads the options
    return found


def run(database: Any, sql: str) -> None:
    with database.cursor() as cursor:
        cursor.execute(sql)


@pytest.mark.fact("sqlite-upgrade-fails-at-once")
def test_a_sqlite_transaction_that_has_read_cannot_wait_to_write(tmp_path: Path, unblocked: None) -> None:
    one, other = sqlite(tmp_path, timeout=LIMIT * 10), sqlite(tmp_path, timeout=LIMIT * 10)
    run(one, "CREATE TABLE lamp (number integer)")
    for database in (one, other):
        database._start_transaction_under_autocommit()
        run(database, "SELECT number FROM lamp")
    run(one, "INSERT INTO lamp VALUES (1)")
    with pytest.raises(OperationalError, match="locked"):
        run(other, "INSERT INTO lamp VALUES (2)")  # at once: with that timeout the test would not end
    for database in (one, other):
        run(database, "ROLLBACK")
        database.close()


@pytest.mark.fact("sqlite-upgrade-fails-at-once")
def test_an_immediate_transaction_waits_for_the_other_before_it_reads(tmp_path: Path, unblocked: None) -> None:
    one, other = (sqlite(tmp_path, timeout=LIMIT, transaction_mode="IMMEDIATE") for _ in range(2))
    run(one, "CREATE TABLE lamp (number integer)")
    one._start_transaction_under_autocommit()
    began = threading.Event()

    def second() -> None:
        other._start_transaction_under_autocommit()
        began.set()
        run(other, "INSERT INTO lamp VALUES (2)")
        run(other, "COMMIT")

    waits = threading.Thread(target=second)
    waits.start()
    run(one, "SELECT number FROM lamp")
    run(one, "INSERT INTO lamp VALUES (1)")
    assert not began.is_set()
    run(one, "COMMIT")
    waits.join(LIMIT)
    assert began.is_set()
    one.close()
    other.close()


@pytest.mark.fact("connection-is-held-to-the-end")
@pytest.mark.django_db(transaction=True)
async def test_a_request_keeps_its_connection_until_it_ends_or_closes_it_in_its_thread() -> None:
    seen: list[bool] = []
    name = str(connection.settings_dict["NAME"])
    in_memory = ":memory:" in name or "mode=memory" in name

    async def view(request: HttpRequest) -> HttpResponse:
        is_open = sync_to_async(lambda: connection.connection is not None)
        await ROWS.aexists()
        seen.append(await is_open())
        await sync_to_async(close_old_connections)()
        seen.append(await is_open())
        return HttpResponse()

    with site(view=view) as app:
        await ask(app, "/view")
    assert seen == [True, in_memory]  # a database in memory is never closed: it would be gone


@pytest.mark.fact("pool-thread-keeps-its-connection")
@pytest.mark.django_db(transaction=True)
async def test_a_query_in_a_pools_thread_has_a_connection_that_outlives_the_request() -> None:
    """A pool of one thread, so that it can be asked again after the request."""
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(1) as pool:

        def elsewhere(function: Any) -> Any:
            return sync_to_async(function, thread_sensitive=False, executor=pool)()

        inside: list[object] = []

        async def view(request: HttpRequest) -> HttpResponse:
            inside.append(await sync_to_async(lambda: connection.cursor().close() or connection.connection)())
            inside.append(await elsewhere(lambda: connection.cursor().close() or connection.connection))
            return HttpResponse()

        with site(view=view) as app:
            await ask(app, "/view")
        assert inside[0] is not inside[1]
        assert await elsewhere(lambda: connection.connection) is inside[1]
        await elsewhere(connection_close)


def connection_close() -> None:
    """In the thread whose connection it is: `connection.close` would be looked up in the loop's."""
    connection.close()


@pytest.mark.fact("pool-defaults")
def test_psycopgs_pool_waits_thirty_seconds_for_a_connection() -> None:
    parameters = inspect.signature(ConnectionPool.__init__).parameters
    assert parameters["timeout"].default == 30
    assert parameters["min_size"].default == 4
    assert parameters["max_size"].default is None
