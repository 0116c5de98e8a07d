"""gunicorn with its sync workers (a process a request) and its threaded ones (a pool in each process)."""

from __future__ import annotations

import os
from typing import Any

from lab.testbed.lifeline import die_with_parent
from lab.testbed.servers.server import CONNECTIONS, KEEP_ALIVE, WORKER_ENDED, Asked, Server, wsgi_application


def serve(asked: Asked, worker_class: str) -> None:
    from gunicorn.app.base import BaseApplication

    class Application(BaseApplication):  # type: ignore[misc]
        def load_config(self) -> None:
            options: dict[str, Any] = {
                "bind": f"fd://{asked.listener.fileno()}",
                "backlog": asked.backlog,
                "worker_class": worker_class,
                "workers": asked.workers,
                "threads": asked.threads if worker_class == "gthread" else 1,
                "worker_connections": CONNECTIONS,
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
            return wsgi_application()

    arbiter = os.getpid()

    def post_fork(server: Any, worker: Any) -> None:
        die_with_parent(arbiter, asked.lifeline)

    def child_exit(server: Any, worker: Any) -> None:
        # A new worker would hide the death of the first. The engine sees this process end and ends the run.
        os._exit(WORKER_ENDED)

    Application().run()


SYNC = Server(
    name="gunicorn-sync",
    label="gunicorn sync",
    package="gunicorn",
    interface="wsgi",
    serve=lambda asked: serve(asked, "sync"),
    keeps=False,
    limits=(
        "It has no threads: a process serves one request at a time, and only more processes serve more.",
        "It closes the connection after each answer, so that every request opens one of its own.",
        "An async view runs in a loop made for that one request: it holds its process all the same.",
    ),
)

GTHREAD = Server(
    name="gunicorn-gthread",
    label="gunicorn gthread",
    package="gunicorn",
    interface="wsgi",
    serve=lambda asked: serve(asked, "gthread"),
    threads=True,
    limits=("An async view runs in a loop made for that one request: it holds its thread all the same.",),
)
