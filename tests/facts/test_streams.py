"""Streams: what Django, its middleware and the servers do between the first part and the last."""

import asyncio
import gc
import threading
import zlib
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any

import pytest
from django.contrib.sessions.backends.signed_cookies import SessionStore
from django.contrib.sessions.middleware import SessionMiddleware
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished
from django.db import connection
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.middleware.common import CommonMiddleware
from django.middleware.gzip import GZipMiddleware
from django.middleware.http import ConditionalGetMiddleware
from django.test import RequestFactory, override_settings
from django.urls import path

from tests.facts.asgi import LIMIT, Exchange, site

Parts = Callable[[list[str]], Any]


def sync_parts(log: list[str]) -> Iterator[str]:
    for part in ("one", "two"):
        log.append(f"made {part}")
        yield part


async def async_parts(log: list[str]) -> AsyncIterator[str]:
    for part in ("one", "two"):
        log.append(f"made {part}")
        yield part


async def by_asgi(parts: Parts, middleware: tuple[str, ...] = ()) -> list[str]:
    log: list[str] = []

    def note(event: dict[str, Any]) -> None:
        log.append(f"sent {event['body'].decode()}" if event.get("body") else event["type"])

    with site(middleware, view=lambda request: StreamingHttpResponse(parts(log))) as app:
        await Exchange(app, "/view", on_send=note).body().run()
    return log


def by_wsgi(parts: Parts) -> list[str]:
    """Under WSGI the server asks for one part after the other: `extend` does."""
    log: list[str] = []
    patterns = (path("view", lambda request: StreamingHttpResponse(parts(log))),)
    with override_settings(ROOT_URLCONF=patterns, MIDDLEWARE=[]):
        response = WSGIHandler()(RequestFactory().get("/view").environ, lambda *head: log.append("head"))
        log.extend(f"sent {bytes(part).decode()}" for part in response)
        response.close()
    return log


@pytest.mark.fact("head-leaves-before-the-first-part")
async def test_status_and_headers_are_sent_before_the_iterator_is_asked() -> None:
    log = await by_asgi(async_parts)
    assert log[:2] == ["http.response.start", "made one"]
    assert log[-1] == "http.response.body"  # the end, which has no body


@pytest.mark.fact("async-iterator-is-read-whole-under-wsgi")
def test_under_wsgi_an_async_iterator_is_read_whole_and_a_sync_one_is_not() -> None:
    with pytest.warns(Warning, match="must consume asynchronous iterators"):
        log = by_wsgi(async_parts)
    assert log == ["head", "made one", "made two", "sent one", "sent two"]


@pytest.mark.fact("async-iterator-is-read-whole-under-wsgi")
def test_under_wsgi_a_sync_iterator_is_asked_for_one_part_at_a_time() -> None:
    assert by_wsgi(sync_parts) == ["head", "made one", "sent one", "made two", "sent two"]


def marking(get_response: Any) -> Any:
    async def middleware(request: HttpRequest) -> Any:
        response = await get_response(request)
        response["X-Seen"] = "yes"
        done.append("middleware")
        return response

    return middleware


marking._is_coroutine = True  # type: ignore[attr-defined]
marking.async_capable, marking.sync_capable = True, False  # type: ignore[attr-defined]
done: list[str] = []


@pytest.mark.fact("middleware-is-done-before-the-stream")
async def test_middleware_has_returned_before_the_first_part_is_made() -> None:
    done.clear()
    await by_asgi(lambda log: async_parts(done), (f"{__name__}.marking",))
    assert done == ["middleware", "made one", "made two"]


@pytest.mark.fact("middleware-is-done-before-the-stream")
@override_settings(SESSION_ENGINE="django.contrib.sessions.backends.signed_cookies")
def test_what_a_stream_writes_into_the_session_is_not_stored() -> None:
    def stored(request: HttpRequest, parts: Any, **first: str) -> bool:
        def view(request: HttpRequest) -> StreamingHttpResponse:
            request.session.update(first)
            return StreamingHttpResponse(parts(request))

        response: Any = SessionMiddleware(view)(request)
        assert b"".join(response) == b"part"
        return bool(response.cookies)

    def quiet(request: HttpRequest) -> Iterator[str]:
        yield "part"

    def writing(request: HttpRequest) -> Iterator[str]:
        request.session["late"] = "yes"
        yield "part"

    assert isinstance(SessionStore(), SessionStore)
    assert stored(RequestFactory().get("/"), quiet, early="yes")
    assert not stored(RequestFactory().get("/"), writing)


@pytest.mark.fact("stream-has-no-length-and-no-etag")
@pytest.mark.parametrize(("make", "known"), [(HttpResponse, True), (StreamingHttpResponse, False)])
def test_a_stream_is_given_neither_content_length_nor_etag(make: Any, known: bool) -> None:
    request = RequestFactory().get("/")
    response: Any = CommonMiddleware(lambda request: make(["a part"]))(request)
    response = ConditionalGetMiddleware(lambda request: response)(request)
    assert response.has_header("Content-Length") is known
    assert response.has_header("ETag") is known


def zipped(parts: Any) -> StreamingHttpResponse:
    request = RequestFactory().get("/", headers={"accept-encoding": "gzip"})
    response: Any = GZipMiddleware(lambda request: HttpResponse()).process_response(
        request, StreamingHttpResponse(parts)
    )
    assert response["Content-Encoding"] == "gzip"
    found: StreamingHttpResponse = response
    return found


@pytest.mark.fact("gzip-holds-sync-parts-back")
def test_gzip_gives_small_parts_of_a_sync_iterator_only_at_the_end() -> None:
    unpack = zlib.decompressobj(wbits=31)
    read = [unpack.decompress(bytes(part)) for part in zipped(iter(["one ", "two ", "three"]))]
    assert read[0] == b""  # the gzip header: a first byte, and nothing to show
    assert [part for part in read if part] == [b"one two three"]
    assert read[-1]


@pytest.mark.fact("gzip-makes-a-stream-of-each-part")
async def test_gzip_makes_a_gzip_stream_of_each_part_of_an_async_iterator() -> None:
    parts = [bytes(part) async for part in zipped(async_parts([]))]
    assert [zlib.decompress(part, wbits=31) for part in parts] == [b"one", b"two"]


@pytest.mark.fact("failure-cuts-a-stream")
async def test_a_stream_that_fails_has_its_status_and_its_first_part_out_and_no_end() -> None:
    async def failing(log: list[str]) -> AsyncIterator[str]:
        yield "one"
        raise RuntimeError("no second part")

    with site(view=lambda request: StreamingHttpResponse(failing([]))) as app:
        request = Exchange(app, "/view").body()
        with pytest.raises(RuntimeError, match="no second part"):
            await request.run()
    assert request.status == 200
    assert [(event["body"], event["more_body"]) for event in request.sent[1:]] == [(b"one", True)]


@pytest.mark.fact("disconnect-ends-an-async-stream")
async def test_a_reader_who_leaves_cancels_the_iterator_at_its_await() -> None:
    saw: list[str] = []

    async def parts(log: list[str]) -> AsyncIterator[str]:
        try:
            yield "one"
            await asyncio.sleep(LIMIT)
        except asyncio.CancelledError:
            saw.append("cancelled")
            raise
        finally:
            saw.append("cleaned up")

    def note(event: dict[str, Any]) -> None:
        if event.get("body"):
            request.disconnect()

    with site(view=lambda request: StreamingHttpResponse(parts([]))) as app:
        request = Exchange(app, "/view", on_send=note).body()
        await request.run()
    assert saw == ["cancelled", "cleaned up"]


@pytest.mark.fact("disconnect-ends-an-async-stream")
async def test_an_iterator_that_stands_at_its_yield_is_closed_when_it_is_collected() -> None:
    saw: list[str] = []
    leave = asyncio.Event()

    async def parts() -> AsyncIterator[str]:
        try:
            yield "one"
        except asyncio.CancelledError:
            saw.append("cancelled")
            raise
        except GeneratorExit:
            saw.append("closed")
            raise
        finally:
            saw.append("cleaned up")

    async def send(event: Any) -> None:
        if event.get("body"):
            leave.set()
            await asyncio.sleep(LIMIT)  # a reader who takes nothing

    events = [{"type": "http.request"}]

    async def receive() -> dict[str, Any]:
        if events:
            return events.pop()
        await leave.wait()
        return {"type": "http.disconnect"}

    with site(view=lambda request: StreamingHttpResponse(parts())) as app:
        scope = {"type": "http", "method": "GET", "path": "/view", "query_string": b"", "headers": []}
        await app(scope, receive, send)
    assert saw == []  # Django has closed its own wrapper, not the iterator within
    gc.collect()
    for _ in range(10):
        await asyncio.sleep(0)
    assert saw == ["closed", "cleaned up"]


@pytest.mark.fact("sync-iterator-is-read-to-its-end")
@pytest.mark.filterwarnings("ignore:StreamingHttpResponse must consume")
async def test_a_sync_iterator_is_read_to_its_end_though_the_reader_has_left() -> None:
    entered, go_on, finished = threading.Event(), threading.Event(), threading.Event()

    def parts() -> Iterator[str]:
        entered.set()
        assert go_on.wait(LIMIT)
        yield "one"
        finished.set()

    with site(view=lambda request: StreamingHttpResponse(parts())) as app:
        request = Exchange(app, "/view").body()
        running = asyncio.create_task(request.run())
        while not entered.is_set():
            await asyncio.sleep(0)
        request.disconnect()
        for _ in range(100):
            await asyncio.sleep(0)
        go_on.set()
        await running
        assert await asyncio.to_thread(finished.wait, LIMIT)
    assert request.content == b""


@pytest.mark.fact("stream-that-computes-holds-the-loop")
async def test_an_async_iterator_that_awaits_nothing_gives_the_loop_no_turn() -> None:
    turns, seen = 0, []

    async def ticking() -> None:
        nonlocal turns
        while True:
            turns += 1
            await asyncio.sleep(0)

    async def parts() -> AsyncIterator[str]:
        for _ in range(1_000):
            seen.append(turns)
            yield "part"

    with site(view=lambda request: StreamingHttpResponse(parts())) as app:
        ticker = asyncio.create_task(ticking())
        await Exchange(app, "/view").body().run()
        ticker.cancel()
    assert len(seen) == 1_000
    assert len(set(seen)) == 1


@pytest.mark.fact("request-ends-with-its-stream")
async def test_request_finished_is_sent_after_the_last_part() -> None:
    log: list[str] = []

    def finished(**kwargs: Any) -> None:
        log.append("finished")

    async def parts() -> AsyncIterator[str]:
        yield "one"
        log.append("last part made")

    request_finished.connect(finished)
    try:
        with site(view=lambda request: StreamingHttpResponse(parts())) as app:
            await Exchange(app, "/view").body().run()
    finally:
        request_finished.disconnect(finished)
    assert log == ["last part made", "finished"]


@pytest.mark.fact("atomic-requests-end-before-the-stream")
@pytest.mark.django_db(transaction=True)
def test_the_transaction_of_atomic_requests_is_over_before_the_first_part(monkeypatch: pytest.MonkeyPatch) -> None:
    saw: list[bool] = []
    monkeypatch.setitem(connection.settings_dict, "ATOMIC_REQUESTS", True)

    def parts() -> Iterator[str]:
        saw.append(connection.in_atomic_block)
        yield "one"

    def view(request: HttpRequest) -> StreamingHttpResponse:
        saw.append(connection.in_atomic_block)
        return StreamingHttpResponse(parts())

    with override_settings(ROOT_URLCONF=(path("view", view),), MIDDLEWARE=[]):
        assert b"".join(WSGIHandler()(RequestFactory().get("/view").environ, lambda *head: None)) == b"one"
    assert saw == [True, False]
