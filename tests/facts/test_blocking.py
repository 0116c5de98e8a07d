"""Calls that hold the event loop, and the threads to which they can be handed."""

import asyncio
import hashlib
import logging
import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextvars import ContextVar
from pathlib import Path

import pytest
from asgiref.sync import async_to_sync, sync_to_async
from django.contrib.auth.hashers import MD5PasswordHasher, acheck_password, check_password, make_password
from django.core.cache import caches
from django.db import connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.http import HttpRequest, HttpResponse
from django.test import override_settings

from tests.facts.asgi import LIMIT, ask, site
from tests.facts.counting import Inside

POOL = min(32, (os.cpu_count() or 1) + 4)
word: ContextVar[str] = ContextVar("word", default="before")


async def gathered_in_one_request(hand_over: Callable[[Callable[[], None]], Callable[[], object]]) -> Inside:
    """Three calls gathered in one request; each stays until it has seen another, or a moment has passed."""
    inside = Inside()

    def work() -> None:
        with inside.enter():
            time.sleep(0.05)

    async def view(request: HttpRequest) -> HttpResponse:
        handed = hand_over(work)
        await asyncio.gather(*(handed() for _ in range(3)))  # type: ignore[call-overload]
        return HttpResponse()

    with site(view=view) as app:
        await ask(app, "/view")
    return inside


@pytest.mark.fact("calls-of-a-request-take-turns")
async def test_gathered_calls_of_sync_to_async_take_turns_in_one_request() -> None:
    inside = await gathered_in_one_request(lambda work: sync_to_async(work))
    assert inside.most == 1
    assert len(set(inside.threads)) == 1


@pytest.mark.fact("to-thread-uses-the-pool")
async def test_to_thread_and_calls_that_are_not_thread_sensitive_share_the_pool_of_the_loop() -> None:
    first = await asyncio.to_thread(threading.current_thread)
    second = await sync_to_async(threading.current_thread, thread_sensitive=False)()
    assert first.name.startswith("asyncio_")
    assert second.name.startswith("asyncio_")


@pytest.mark.fact("to-thread-uses-the-pool")
async def test_calls_by_to_thread_overlap_in_one_request() -> None:
    meet = threading.Barrier(3)

    async def view(request: HttpRequest) -> HttpResponse:
        await asyncio.gather(*(asyncio.to_thread(meet.wait, LIMIT) for _ in range(3)))
        return HttpResponse()

    with site(view=view) as app:
        await ask(app, "/view")


@pytest.mark.fact("names-are-looked-up-in-the-pool")
async def test_a_host_name_is_looked_up_only_when_the_pool_has_a_thread_free() -> None:
    entered, go_on = threading.Semaphore(0), threading.Event()

    def fill() -> None:
        entered.release()
        assert go_on.wait(LIMIT)

    loop = asyncio.get_running_loop()
    calls = [asyncio.create_task(asyncio.to_thread(fill)) for _ in range(POOL)]
    await asyncio.sleep(0)
    for _ in range(POOL):
        assert entered.acquire(timeout=LIMIT)
    lookup = asyncio.create_task(loop.getaddrinfo("localhost", 80))
    await asyncio.sleep(0.05)
    assert not lookup.done()
    go_on.set()
    assert await lookup
    await asyncio.gather(*calls)


@pytest.mark.fact("executor-needs-insensitive")
def test_an_executor_is_refused_where_the_call_is_thread_sensitive() -> None:
    with ThreadPoolExecutor(1) as executor, pytest.raises(TypeError, match="executor must not be set"):
        sync_to_async(time.sleep, executor=executor)


@pytest.mark.fact("only-functions-are-handed-over")
def test_what_a_function_returned_cannot_be_handed_over() -> None:
    with pytest.raises(TypeError, match="can only be applied to sync functions"):
        sync_to_async(len("called too early"))  # type: ignore[call-overload]


@pytest.mark.fact("a-call-given-up-keeps-its-thread")
async def test_after_a_timeout_the_next_sync_call_of_the_request_waits_for_the_one_given_up() -> None:
    go_on, finished = threading.Event(), list[str]()

    def slow() -> None:
        assert go_on.wait(LIMIT)
        finished.append("slow")

    async def view(request: HttpRequest) -> HttpResponse:
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.01):
                await sync_to_async(slow)()
        quick = asyncio.create_task(sync_to_async(finished.append)("quick"))
        await asyncio.sleep(0.05)
        assert finished == []
        go_on.set()
        await quick
        return HttpResponse()

    with site(view=view) as app:
        await ask(app, "/view")
    assert finished == ["slow", "quick"]


@pytest.mark.fact("context-comes-back")
async def test_sync_to_async_brings_context_variables_back_and_to_thread_does_not() -> None:
    await asyncio.to_thread(word.set, "thread")
    assert word.get() == "before"
    await sync_to_async(word.set)("handed over")
    assert word.get() == "handed over"


class Telling(MD5PasswordHasher):
    """Notes the thread in which a hash is computed."""

    threads: list[int] = []  # noqa: RUF012 — one list for all, on purpose

    def verify(self, password: str, encoded: str) -> bool:
        self.threads.append(threading.get_ident())
        return super().verify(password, encoded)


@pytest.mark.fact("acheck-password-computes-on-the-loop")
@override_settings(PASSWORD_HASHERS=[f"{__name__}.Telling"])
async def test_acheck_password_computes_the_hash_on_the_loop() -> None:
    encoded = make_password("secret")
    Telling.threads.clear()
    assert await acheck_password("secret", encoded)
    assert await sync_to_async(check_password)("secret", encoded)
    assert Telling.threads[0] == threading.get_ident() != Telling.threads[1]


@pytest.fixture
def threads_keep_the_interpreter() -> Iterator[None]:
    """A thread gives the interpreter away only where it lets go of it itself."""
    kept = sys.getswitchinterval()
    sys.setswitchinterval(LIMIT)
    yield
    sys.setswitchinterval(kept)


@pytest.mark.fact("a-password-hash-lets-others-run")
@pytest.mark.usefixtures("threads_keep_the_interpreter")
def test_while_a_password_hash_is_computed_other_threads_run() -> None:
    begun, done = threading.Event(), False

    def compute() -> None:
        nonlocal done
        begun.set()
        hashlib.pbkdf2_hmac("sha256", b"secret", b"salt", 400_000)
        done = True

    thread = threading.Thread(target=compute)
    thread.start()
    assert begun.wait(LIMIT)
    ran_meanwhile = not done
    thread.join()
    assert ran_meanwhile


@pytest.mark.fact("the-guard-knows-the-database")
async def test_a_file_a_sleep_and_a_cache_are_let_through_on_the_loop(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("words")
    assert (tmp_path / "file").read_text() == "words"
    time.sleep(0)  # noqa: ASYNC251 — it must be let through
    files = {"default": {"BACKEND": "django.core.cache.backends.filebased.FileBasedCache", "LOCATION": str(tmp_path)}}
    with override_settings(CACHES=files):
        caches["default"].set("key", 7)
        assert caches["default"].get("key") == 7


@pytest.mark.fact("async-cache-runs-in-a-thread")
async def test_the_async_methods_of_a_cache_run_in_the_requests_thread() -> None:
    seen: list[threading.Thread] = []

    class Value:
        def __reduce__(self) -> tuple[type[dict[str, int]], tuple[()]]:
            seen.append(threading.current_thread())  # a cache pickles what it keeps
            return dict, ()

    memory = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

    async def view(request: HttpRequest) -> HttpResponse:
        seen.append(await sync_to_async(threading.current_thread)())
        await caches["default"].aset("key", Value())
        return HttpResponse()

    with override_settings(CACHES=memory), site(view=view) as app:
        await ask(app, "/view")
    assert len(set(seen)) == 1 < len(seen)


@pytest.mark.fact("a-pool-thread-keeps-its-connection")
@pytest.mark.django_db(transaction=True)
async def test_a_connection_that_is_used_in_the_pool_is_not_closed_with_the_request(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    used: dict[str, BaseDatabaseWrapper] = {}
    asked_to_close: list[BaseDatabaseWrapper] = []
    monkeypatch.setattr(BaseDatabaseWrapper, "close_if_unusable_or_obsolete", lambda self: asked_to_close.append(self))

    def use(thread: str) -> None:
        connection.ensure_connection()
        used[thread] = connections["default"]

    async def view(request: HttpRequest) -> HttpResponse:
        await sync_to_async(use)("request")
        await asyncio.to_thread(use, "pool")
        return HttpResponse()

    with site(view=view) as app:
        await ask(app, "/view")
    assert used["request"] is not used["pool"]
    assert used["request"] in asked_to_close
    assert used["pool"] not in asked_to_close


class Records(logging.Handler):
    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.words.append(record.getMessage())


@pytest.mark.fact("debug-mode-names-the-requests-task")
def test_debug_mode_names_the_task_of_a_request_that_held_the_loop_and_no_call_in_a_thread() -> None:
    records = Records()
    logging.getLogger("asyncio").addHandler(records)

    async def blocks(request: HttpRequest) -> HttpResponse:
        time.sleep(0.5)  # noqa: ASYNC251 — the view that blocks
        return HttpResponse()

    async def hands_over(request: HttpRequest) -> HttpResponse:
        await asyncio.to_thread(time.sleep, 0.5)
        return HttpResponse()

    async def main(address: str) -> list[str]:
        asyncio.get_running_loop().slow_callback_duration = 0.45
        records.words.clear()
        with site(blocks=blocks, hands_over=hands_over) as app:
            await ask(app, address)
        return [words for words in records.words if words.startswith("Executing")]

    try:
        assert any("process_request" in words for words in asyncio.run(main("/blocks"), debug=True))
        assert not any("process_request" in words for words in asyncio.run(main("/hands_over"), debug=True))
    finally:
        logging.getLogger("asyncio").removeHandler(records)


@pytest.mark.fact("no-way-back-on-the-loop")
async def test_async_to_sync_refuses_to_run_where_a_loop_runs() -> None:
    async def answer() -> int:
        return 42

    with pytest.raises(RuntimeError, match="same thread as an async event loop"):
        async_to_sync(answer)()


@pytest.mark.fact("outside-a-request-one-thread")
async def test_outside_a_request_all_thread_sensitive_calls_share_a_thread() -> None:
    handed = sync_to_async(threading.get_ident)
    threads = await asyncio.gather(*(asyncio.create_task(handed()) for _ in range(3)))
    assert len(set(threads)) == 1
    assert threading.get_ident() not in threads
