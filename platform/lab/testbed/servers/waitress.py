"""waitress: one thread reads all connections, a pool of threads runs the application."""

from __future__ import annotations

from lab.testbed.servers.server import CONNECTIONS, KEEP_ALIVE, Asked, Server, share, wsgi_application


def serve(asked: Asked) -> None:
    def one() -> None:
        from waitress.server import create_server

        create_server(
            wsgi_application(),
            sockets=[asked.listener],
            threads=asked.threads,
            backlog=asked.backlog,
            connection_limit=CONNECTIONS,
            channel_timeout=KEEP_ALIVE,
            clear_untrusted_proxy_headers=True,
        ).run()

    share(asked, one)


WAITRESS = Server(
    name="waitress",
    label="waitress",
    package="waitress",
    interface="wsgi",
    serve=serve,
    threads=True,
    alone=True,
    limits=(
        "It starts no worker processes: several are separate servers that share one socket.",
        "An async view runs in a loop made for that one request: it holds its thread all the same.",
    ),
)
