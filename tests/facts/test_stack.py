"""What stands around a view under ASGI: of which kind each layer is made, and how often a request goes to its thread."""

import asyncio
import contextvars
import logging
import threading
from collections.abc import Awaitable, Callable, Iterator, Sequence
from typing import Any

import pytest
from asgiref.sync import SyncToAsync, iscoroutinefunction, markcoroutinefunction, sync_to_async
from django.core import signals
from django.dispatch import Signal
from django.http import HttpRequest, HttpResponse
from django.test import override_settings
from django.utils.decorators import async_only_middleware, sync_and_async_middleware

from tests.facts.asgi import ask, site

HERE = "tests.facts.test_stack"
SEEN: list[tuple[str, int]] = []


def note(name: str) -> None:
    SEEN.append((name, threading.get_ident()))


def both(name: str) -> Callable[..., Any]:
    @sync_and_async_middleware
    def factory(get_response: Callable[..., Any]) -> Callable[..., Any]:
        if iscoroutinefunction(get_response):

            async def on_loop(request: HttpRequest) -> HttpResponse:
                note(name)
                found: Awaitable[HttpResponse] = get_response(request)
                return await found

            return on_loop

        def in_thread(request: HttpRequest) -> HttpResponse:
            note(name)
            response: HttpResponse = get_response(request)
            return response

        return in_thread

    return factory


outer, inner = both("outer"), both("inner")


def sync_only(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    def middleware(request: HttpRequest) -> HttpResponse:
        note("sync_only")
        return get_response(request)

    return middleware


@async_only_middleware
def async_only(get_response: Callable[[HttpRequest], Awaitable[HttpResponse]]) -> Callable[..., Any]:
    async def middleware(request: HttpRequest) -> HttpResponse:
        return await get_response(request)

    return middleware


async def view(request: HttpRequest) -> HttpResponse:
    note("view")
    return HttpResponse()


@pytest.mark.fact("stack-is-built-inside-out")
@pytest.mark.parametrize(
    ("order", "on_loop"),
    [
        (("outer", "inner"), {"outer", "inner", "view"}),
        (("sync_only", "outer", "inner"), {"outer", "inner", "view"}),
        (("outer", "sync_only", "inner"), {"inner", "view"}),
        (("outer", "inner", "sync_only"), {"view"}),
    ],
)
async def test_a_layer_that_can_be_both_follows_the_one_inside_of_it(order: Sequence[str], on_loop: set[str]) -> None:
    SEEN.clear()
    with site([f"{HERE}.{name}" for name in order], view=view) as app:
        await ask(app, "/view")
    assert [name for name, _ in SEEN] == [*order, "view"]
    assert {name for name, thread in SEEN if thread == threading.get_ident()} == on_loop


def startproject() -> list[str]:
    """MIDDLEWARE as the installed Django writes it into a new project."""
    import django

    template = f"{django.__path__[0]}/conf/project_template/project_name/settings.py-tpl"
    with open(template, encoding="utf-8") as file:
        text = file.read()
    names: dict[str, list[str]] = {}
    exec(text[text.index("MIDDLEWARE = ") : text.index("ROOT_URLCONF")], names)
    return names["MIDDLEWARE"]


@pytest.fixture
def switches(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    found: list[str] = []
    original = SyncToAsync.__call__

    async def counted(self: Any, *args: Any, **kwargs: Any) -> Any:
        found.append(self.func.__qualname__)
        return await original(self, *args, **kwargs)

    monkeypatch.setattr(SyncToAsync, "__call__", counted)
    return found


@pytest.mark.fact("startproject-stack-switches")
@pytest.mark.parametrize(
    ("before", "after", "count"), [((), (), 15), (("sync_only",), (), 16), ((), ("sync_only",), 4)]
)
async def test_the_switches_of_a_request_through_the_middleware_of_a_new_project(
    before: Sequence[str], after: Sequence[str], count: int, switches: list[str]
) -> None:
    names = [*(f"{HERE}.{name}" for name in before), *startproject(), *(f"{HERE}.{name}" for name in after)]
    with (
        override_settings(SESSION_ENGINE="django.contrib.sessions.backends.signed_cookies"),
        site(names, view=view) as app,
    ):
        await ask(app, "/view")
    assert len(switches) == count


@pytest.mark.fact("startproject-stack-switches")
async def test_without_middleware_there_are_two_for_the_receivers_and_for_close(switches: list[str]) -> None:
    with site(view=view) as app:
        await ask(app, "/view")
    assert switches == ["Signal.asend.<locals>.sync_send", "HttpResponseBase.close"]


@pytest.mark.fact("adapters-are-logged-with-debug")
async def test_the_logger_names_adapted_layers_and_not_the_adapter_around_the_stack(
    caplog: pytest.LogCaptureFixture,
) -> None:
    def said(*names: str) -> list[str]:
        caplog.clear()
        with override_settings(DEBUG=True), caplog.at_level(logging.DEBUG, "django.request"):
            with site([f"{HERE}.{name}" for name in names], view=view):
                return [record.getMessage() for record in caplog.records if record.name == "django.request"]

    down = f"Asynchronous handler adapted for middleware {HERE}.sync_only."
    up = f"Synchronous handler adapted for middleware {HERE}.async_only."
    assert said("async_only", "sync_only") == [down, up]
    assert said("outer", "sync_only") == [down]  # the whole stack is wrapped without a word
    assert said("outer", "inner") == []


MADE: list[Any] = []  # coroutines


@pytest.fixture
def none_left() -> Iterator[None]:
    """Closes what nobody awaited: else Python warns of it, in the middle of some later test."""
    MADE.clear()
    yield
    for coroutine in MADE:
        coroutine.close()


class Unmarked:
    async_capable = True
    sync_capable = False

    def __init__(self, get_response: Callable[[HttpRequest], Awaitable[HttpResponse]]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> Awaitable[HttpResponse]:
        """Gives a coroutine, as `async def __call__` does; kept, so that one that nobody awaits can be closed."""
        coroutine = self.answer(request)
        MADE.append(coroutine)
        return coroutine

    async def answer(self, request: HttpRequest) -> HttpResponse:
        return await self.get_response(request)


class Marked(Unmarked):
    def __init__(self, get_response: Callable[[HttpRequest], Awaitable[HttpResponse]]) -> None:
        super().__init__(get_response)
        markcoroutinefunction(self)


@pytest.mark.fact("unmarked-async-class-breaks")
@pytest.mark.usefixtures("none_left")
async def test_an_async_class_has_to_be_marked_for_the_mixin_around_it() -> None:
    security = "django.middleware.security.SecurityMiddleware"
    with site([security, f"{HERE}.Marked"], view=view) as app:
        await ask(app, "/view")
    with override_settings(DEBUG_PROPAGATE_EXCEPTIONS=True), site([security, f"{HERE}.Unmarked"], view=view) as app:
        with pytest.raises(AttributeError, match="coroutine"):
            await ask(app, "/view")


@pytest.mark.fact("marked-decorator-passes")
@pytest.mark.usefixtures("none_left")
async def test_a_plain_decorator_is_refused_and_a_marked_one_is_awaited() -> None:
    def plain(request: HttpRequest) -> Any:
        MADE.append(view(request))
        return MADE[-1]

    def marked(request: HttpRequest) -> Any:
        return view(request)

    markcoroutinefunction(marked)
    with override_settings(DEBUG_PROPAGATE_EXCEPTIONS=True), site(plain=plain, marked=marked) as app:
        await ask(app, "/marked")
        with pytest.raises(ValueError, match="unawaited coroutine"):
            await ask(app, "/plain")


@pytest.mark.fact("receivers-in-one-call")
async def test_all_sync_receivers_go_to_the_thread_in_one_call(switches: list[str]) -> None:
    signal, threads = Signal(), []

    def one(**named: object) -> None:
        threads.append(threading.get_ident())

    def other(**named: object) -> None:
        threads.append(threading.get_ident())

    async def on_loop(**named: object) -> None:
        assert threading.current_thread() is threading.main_thread()

    for receiver in (one, other, on_loop):
        signal.connect(receiver)
    await signal.asend(None)
    assert len(switches) == 1
    assert len(threads) == 2
    assert threading.get_ident() not in threads


@pytest.mark.fact("async-receiver-of-a-sync-send")
async def test_an_async_receiver_of_a_sync_send_in_the_thread_runs_on_the_loop() -> None:
    signal, threads = Signal(), []

    async def receiver(**named: object) -> None:
        threads.append(threading.get_ident())

    signal.connect(receiver)

    async def sends(request: HttpRequest) -> HttpResponse:
        await sync_to_async(signal.send)(None)
        return HttpResponse()

    with site(view=sends) as app:
        await ask(app, "/view")
    assert threads == [threading.get_ident()]


@pytest.mark.fact("a-request-starts-two-threads")
@pytest.mark.parametrize("connected", [True, False])
async def test_a_request_starts_a_thread_and_one_that_ends_it(connected: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    if not connected:
        for signal in (signals.request_started, signals.request_finished):
            monkeypatch.setattr(signal, "receivers", [])
            signal.sender_receivers_cache.clear()
    started: list[str] = []
    original = threading.Thread.start

    def start(self: threading.Thread) -> None:
        started.append(self.name)
        original(self)

    with site(view=view) as app:
        await ask(app, "/view")
        monkeypatch.setattr(threading.Thread, "start", start)
        await ask(app, "/view")
    assert len(started) == 2
    for signal in (signals.request_started, signals.request_finished):
        signal.sender_receivers_cache.clear()


@pytest.mark.fact("contextvars-cross-adapters")
async def test_a_context_variable_crosses_to_the_thread_and_back_and_thread_local_data_does_not() -> None:
    variable: contextvars.ContextVar[str] = contextvars.ContextVar("variable", default="unset")
    local = threading.local()

    def in_thread() -> str:
        seen = variable.get()
        variable.set("thread's")
        local.value = "thread's"
        return seen

    variable.set("loop's")
    assert await sync_to_async(in_thread)() == "loop's"
    assert variable.get() == "thread's"
    assert not hasattr(local, "value")


class Catches(Marked):
    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse:
        note("process_exception")
        return HttpResponse()


@pytest.mark.fact("process-exception-is-sync")
async def test_process_exception_of_an_async_layer_runs_in_the_thread() -> None:
    async def fails(request: HttpRequest) -> HttpResponse:
        await asyncio.sleep(0)
        raise ZeroDivisionError

    SEEN.clear()
    with site([f"{HERE}.Catches"], view=fails) as app:
        await ask(app, "/view")
    assert [name for name, _ in SEEN] == ["process_exception"]
    assert SEEN[0][1] != threading.get_ident()
