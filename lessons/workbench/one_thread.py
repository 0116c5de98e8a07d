"""Python without threads, as a browser's tab has it: what asyncio, asgiref and Django ask of threads runs in its turn.

Runs in Pyodide only. A wait sleeps in place, since the worker has nothing else to do; a loop that nothing can ever
wake ends with an error instead of hanging.
"""

from __future__ import annotations

import asyncio
import contextvars
import threading
import time
import zoneinfo
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from pathlib import Path
from typing import Any

# A zone's file as RFC 8536 has it, twice over: of one type, UTC, at no offset.
COUNTS = b"".join(number.to_bytes(4, "big") for number in (0, 0, 0, 0, 1, 4))
BLOCK = b"TZif2" + bytes(15) + COUNTS + bytes(6) + b"UTC\0"


class Stuck(RuntimeError):
    """Every task waits for something that no other will do."""


class Clock:
    """Stands where a loop has its selector. There are no sockets: only time passes."""

    def select(self, timeout: float | None) -> list[Any]:
        if timeout is None:
            raise Stuck("every task waits for another, and none can go on: on a server this program would hang")
        if timeout > 0:
            time.sleep(timeout)
        return []

    def close(self) -> None:
        pass


class Loop(asyncio.BaseEventLoop):
    """An event loop whose executor runs a function in its turn: between the steps of the tasks, beside none of them."""

    def __init__(self) -> None:
        super().__init__()
        self._selector = Clock()

    def _process_events(self, event_list: list[Any]) -> None:
        pass

    def _write_to_self(self) -> None:
        pass

    def run_in_executor(self, executor: Any, func: Callable[..., Any], *args: Any) -> asyncio.Future[Any]:
        future = self.create_future()

        def work() -> None:
            if future.cancelled():
                return
            with outside():
                try:
                    result, error = func(*args), None
                except StopIteration as end:
                    result, error = None, RuntimeError(f"a function raised {end!r}")
                except Exception as raised:
                    result, error = None, raised
            if error is not None:
                future.set_exception(error)
            else:
                future.set_result(result)

        self.call_soon(work)
        return future


@contextmanager
def outside() -> Iterator[None]:
    """As in another thread: no loop is running here, and no task."""
    loop = asyncio._get_running_loop()
    task = asyncio.tasks._swap_current_task(loop, None) if loop else None
    asyncio._set_running_loop(None)
    try:
        yield
    finally:
        asyncio._set_running_loop(loop)
        if loop:
            asyncio.tasks._swap_current_task(loop, task)


class InPlace(Executor):
    """A pool of threads without any: what is submitted has been done when `submit` returns."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        pass

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        with outside():
            try:
                future.set_result(fn(*args, **kwargs))
            except BaseException as error:
                future.set_exception(error)
        return future


def no_thread(self: threading.Thread) -> None:
    raise RuntimeError("can't start new thread: a browser's tab gives Python one thread, and no more")


def patch_asgiref() -> None:
    """`async_to_sync` runs a loop of its own inside the waiting one; `sync_to_async` needs no thread to be joined."""
    from asgiref import sync

    def call(self: Any, *args: Any, **kwargs: Any) -> Any:
        if asyncio._get_running_loop() is not None:
            raise RuntimeError(
                "You cannot use AsyncToSync in the same thread as an async event loop - "
                "just await the async function directly."
            )
        # First the executor, then the copy: what runs within sees by it that a sync frame waits above.
        before = getattr(self.executors, "current", None)
        self.executors.current = sync.CurrentThreadExecutor(before)
        context = [contextvars.copy_context()]

        async def within() -> Any:
            sync._restore_context(context[0])
            try:
                return await self.awaitable(*args, **kwargs)
            finally:
                context[0] = contextvars.copy_context()

        try:
            return asyncio.run(within())
        finally:
            sync._restore_context(context[0])
            self.executors.current = before

    async def leave(self: Any, *_: Any) -> None:
        if self.token:
            sync.SyncToAsync.context_to_thread_executor.pop(self, None)
            sync.SyncToAsync.thread_sensitive_context.reset(self.token)
            self.token = None

    sync.AsyncToSync.__call__ = call
    sync.ThreadSensitiveContext.__aexit__ = leave


class Policy(asyncio.events._AbstractEventLoopPolicy):
    """Gives every caller a loop of this kind."""

    def __init__(self) -> None:
        self.loop: asyncio.AbstractEventLoop | None = None

    def new_event_loop(self) -> asyncio.AbstractEventLoop:
        return Loop()

    def set_event_loop(self, loop: asyncio.AbstractEventLoop | None) -> None:
        self.loop = loop

    def get_event_loop(self) -> asyncio.AbstractEventLoop:
        if self.loop is None:
            raise RuntimeError("There is no current event loop in thread 'MainThread'.")
        return self.loop


def run(main: Any, *, debug: bool | None = None, loop_factory: Any = None) -> Any:
    """`asyncio.run` as CPython has it, with a loop that waits in place."""
    with asyncio.Runner(debug=debug, loop_factory=loop_factory or Loop) as runner:
        return runner.run(main)


def install() -> None:
    """Once, before a program runs."""
    import concurrent.futures
    import concurrent.futures.thread

    asyncio._set_running_loop(None)
    asyncio.events._set_event_loop_policy(Policy())
    asyncio.run = asyncio.runners.run = run
    concurrent.futures.ThreadPoolExecutor = concurrent.futures.thread.ThreadPoolExecutor = InPlace
    threading.Thread.start = no_thread
    zones = Path("/usr/share/zoneinfo")
    zones.mkdir(parents=True, exist_ok=True)
    (zones / "UTC").write_bytes(BLOCK * 2 + b"\nUTC0\n")
    zoneinfo.reset_tzpath([str(zones)])
    patch_asgiref()
