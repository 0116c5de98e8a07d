"""The servers that can be under test, each as it is run in production, with one process; called in a child process.

All take a listening socket that is open already: no port can be lost to another program between choosing and binding.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from typing import Any

from lab.testbed.lifeline import die_with_parent

KEEP_ALIVE = (
    75  # seconds; longer than any run, so that no server closes a connection that the generator is about to use
)


def gunicorn(listener: socket.socket, threads: int, lifeline: int | None) -> None:
    """One worker process with `threads` threads (gthread)."""
    from gunicorn.app.base import BaseApplication

    class Application(BaseApplication):
        def load_config(self) -> None:
            options: dict[str, Any] = {
                "bind": f"fd://{listener.fileno()}",
                "worker_class": "gthread",
                "workers": 1,
                "threads": threads,
                "worker_connections": 1000,
                "keepalive": KEEP_ALIVE,
                "timeout": 0,
                "loglevel": "warning",
                "control_socket_disable": True,
                "post_fork": post_fork,
                "child_exit": child_exit,
            }
            for name, value in options.items():
                self.cfg.set(name, value)

        def load(self) -> Any:
            from django.core.wsgi import get_wsgi_application

            import lab.testbed.project  # noqa: F401

            return get_wsgi_application()

    arbiter = os.getpid()

    def post_fork(server: Any, worker: Any) -> None:
        die_with_parent(arbiter, lifeline)

    def child_exit(server: Any, worker: Any) -> None:
        # A new worker would hide the death of the first. The engine sees this process end and ends the run.
        os._exit(70)

    Application().run()


def asgi_application() -> Any:
    from django.core.asgi import get_asgi_application

    import lab.testbed.project  # noqa: F401

    return get_asgi_application()


def daphne(listener: socket.socket, threads: int, lifeline: int | None) -> None:
    from daphne.server import Server

    Server(asgi_application(), endpoints=[f"fd:fileno={listener.fileno()}"], verbosity=0).run()


def uvicorn(listener: socket.socket, threads: int, lifeline: int | None) -> None:
    from uvicorn import Config, Server

    options: dict[str, Any] = {"timeout_keep_alive": KEEP_ALIVE, "log_level": "warning", "access_log": False}
    Server(Config(asgi_application(), lifespan="off", **options)).run(sockets=[listener])


SERVERS: dict[str, Callable[[socket.socket, int, int | None], None]] = {
    "gunicorn": gunicorn,
    "daphne": daphne,
    "uvicorn": uvicorn,
}
INTERFACES = {"gunicorn": "wsgi", "daphne": "asgi", "uvicorn": "asgi"}
LABELS = {"gunicorn": "gunicorn gthread", "daphne": "daphne", "uvicorn": "uvicorn"}
