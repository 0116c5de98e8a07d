"""granian: connections are read in Rust; WSGI requests run in a pool of threads, ASGI ones on a loop."""

from __future__ import annotations

import os
from typing import Any

from lab.testbed.lifeline import die_with_parent
from lab.testbed.servers.server import Asked, Server, asgi_application, wsgi_application


def serve(asked: Asked, interface: str) -> None:
    from granian.constants import Interfaces
    from granian.server import Server as Granian

    parent = os.getpid()
    make = wsgi_application if interface == "wsgi" else asgi_application

    def load(*_: Any, **__: Any) -> Any:
        die_with_parent(parent, asked.lifeline)
        return make()

    host, port = asked.listener.getsockname()[:2]
    Granian(
        "lab",
        address=host,
        port=port,
        interface=Interfaces.WSGI if interface == "wsgi" else Interfaces.ASGINL,
        workers=asked.workers,
        blocking_threads=asked.threads if interface == "wsgi" else None,
        backlog=max(128, asked.backlog),
        # What it takes from its queue at once; the default follows from the backlog and would not.
        backpressure=1024,
        websockets=False,
        log_enabled=False,
    ).serve(target_loader=load, wrap_loader=False)


WSGI = Server(
    name="granian-wsgi",
    label="granian WSGI",
    package="granian",
    interface="wsgi",
    serve=lambda asked: serve(asked, "wsgi"),
    threads=True,
    binds=True,
    limits=(
        "Its accept queue holds at least 128 connections.",
        "An async view runs in a loop made for that one request: it holds its thread all the same.",
    ),
)

ASGI = Server(
    name="granian-asgi",
    label="granian ASGI",
    package="granian",
    interface="asgi",
    serve=lambda asked: serve(asked, "asgi"),
    binds=True,
    limits=(
        "Its accept queue holds at least 128 connections.",
        "It has no pool of threads for ASGI: each sync view gets one of its own.",
    ),
)
