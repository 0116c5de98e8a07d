"""hypercorn, on asyncio's own loop, its default."""

from __future__ import annotations

from lab.testbed.servers.server import KEEP_ALIVE, Asked, Server, asgi_application, share


def serve(asked: Asked) -> None:
    def one() -> None:
        import asyncio

        from hypercorn.asyncio import serve as serve_on_loop
        from hypercorn.config import Config

        config = Config()
        config.bind = [f"fd://{asked.listener.fileno()}"]
        config.backlog = asked.backlog
        config.keep_alive_timeout = KEEP_ALIVE
        config.keep_alive_max_requests = 10**9
        config.loglevel = "warning"
        asyncio.run(serve_on_loop(asgi_application(), config, mode="asgi"))

    share(asked, one)


HYPERCORN = Server(
    name="hypercorn",
    label="hypercorn",
    package="hypercorn",
    interface="asgi",
    serve=serve,
    limits=("It has no pool of threads: each sync view gets one of its own.",),
)
