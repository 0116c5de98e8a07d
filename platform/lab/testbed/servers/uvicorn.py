"""uvicorn, on uvloop and httptools."""

from __future__ import annotations

from typing import Any

from lab.testbed.servers.server import KEEP_ALIVE, Asked, Server, asgi_application, share


def serve(asked: Asked) -> None:
    def one() -> None:
        from uvicorn import Config
        from uvicorn import Server as Uvicorn

        options: dict[str, Any] = {"timeout_keep_alive": KEEP_ALIVE, "log_level": "warning", "access_log": False}
        config = Config(asgi_application(), lifespan="off", backlog=asked.backlog, **options)
        Uvicorn(config).run(sockets=[asked.listener])

    share(asked, one)


UVICORN = Server(
    name="uvicorn",
    label="uvicorn",
    package="uvicorn",
    interface="asgi",
    serve=serve,
    limits=("It has no pool of threads: each sync view gets one of its own.",),
)
