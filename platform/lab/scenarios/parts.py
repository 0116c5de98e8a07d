"""What scenarios are made of: a variant behind a WSGI server or an ASGI server, with what follows from the server."""

from __future__ import annotations

from typing import Any

from lab.scenarios.prediction import predict
from lab.scenarios.scenario import Variant
from lab.settings import Settings
from lab.testbed.servers import SERVERS


def count(n: int, one: str, many: str = "") -> str:
    return f"1 {one}" if n == 1 else f"{n} {many or one + 's'}"


def pool(
    settings: Settings, name: str, view: str, label: str = "Sync view", waits: float = 1.0, **more: Any
) -> Variant:
    """A view behind the WSGI server: a thread or a process holds each request."""
    server = SERVERS[settings.wsgi_server]
    threads = settings.threads if server.threads else 1
    workers = settings.workers * threads
    size = count(threads, "thread") if server.threads else count(settings.workers, "process", "processes")
    if server.threads and settings.workers > 1:
        size = f"{settings.workers} × {size}"
    return Variant(
        **{
            "name": name,
            "label": f"{label}, {size}",
            "server": server.name,
            "view": view,
            "concurrency": "threads" if server.threads else "processes",
            "workers": workers,
            "prediction": predict(settings, workers, waits),
            "processes": settings.workers,
            "threads": threads,
            "waits": waits,
        }
        | more
    )


def loop(
    settings: Settings, name: str, view: str, label: str = "Async view", waits: float = 1.0, **more: Any
) -> Variant:
    """A view behind the ASGI server: an event loop holds all requests."""
    return Variant(
        **{
            "name": name,
            "label": label,
            "server": settings.asgi_server,
            "view": view,
            "concurrency": "loop" if settings.workers == 1 else "loops",
            "workers": None,
            "prediction": predict(settings, None, waits),
            "processes": settings.workers,
            "waits": waits,
        }
        | more
    )
