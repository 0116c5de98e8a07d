"""Django's own ASGI handler, called as a server calls it, with the views of one test behind it."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.handlers.asgi import ASGIHandler
from django.test import override_settings
from django.urls import path

LIMIT = 60.0  # seconds; only against hanging, no test measures it


@contextlib.contextmanager
def site(middleware: Sequence[str] = (), **views: Callable[..., Any]) -> Iterator[ASGIHandler]:
    """A handler that serves each view at /its-name."""
    # Django takes what has `urlpatterns`, or the patterns themselves; a tuple can be a key of its cache.
    patterns = tuple(path(name, view) for name, view in views.items())
    with override_settings(ROOT_URLCONF=patterns, MIDDLEWARE=list(middleware)):
        yield ASGIHandler()


@dataclass
class Exchange:
    """One request: what the server hands in is put into `incoming`, what the application sends stands in `sent`."""

    app: ASGIHandler
    url: str
    method: str = "GET"
    incoming: asyncio.Queue[dict[str, Any]] = field(default_factory=asyncio.Queue)
    sent: list[dict[str, Any]] = field(default_factory=list)
    on_send: Callable[[dict[str, Any]], None] = lambda event: None

    def body(self, chunk: bytes = b"", *, more: bool = False) -> Exchange:
        self.incoming.put_nowait({"type": "http.request", "body": chunk, "more_body": more})
        return self

    def disconnect(self) -> None:
        self.incoming.put_nowait({"type": "http.disconnect"})

    async def run(self) -> Exchange:
        async def send(event: dict[str, Any]) -> None:
            self.sent.append(event)
            self.on_send(event)

        scope = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": self.method,
            "scheme": "http",
            "path": self.url,
            "raw_path": self.url.encode(),
            "query_string": b"",
            "headers": [(b"host", b"testserver")],
            "client": ("127.0.0.1", 1),
            "server": ("testserver", 80),
        }
        async with asyncio.timeout(LIMIT):
            await self.app(scope, self.incoming.get, send)
        return self

    @property
    def status(self) -> int:
        return int(self.sent[0]["status"])

    @property
    def content(self) -> bytes:
        return b"".join(event.get("body", b"") for event in self.sent[1:])


async def ask(app: ASGIHandler, url: str) -> Exchange:
    """A GET answered; fails the test where the answer is not 200."""
    done = await Exchange(app, url).body().run()
    assert done.status == 200, done.content
    return done
