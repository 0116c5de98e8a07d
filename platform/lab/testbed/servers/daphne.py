"""Daphne, on Twisted's asyncio reactor."""

from __future__ import annotations

from lab.testbed.servers.server import Asked, Server, asgi_application, share


def serve(asked: Asked) -> None:
    def one() -> None:
        from daphne.server import Server as Daphne

        Daphne(asgi_application(), endpoints=[f"fd:fileno={asked.listener.fileno()}"], verbosity=0).run()

    share(asked, one)


DAPHNE = Server(
    name="daphne",
    label="daphne",
    package="daphne",
    interface="asgi",
    serve=serve,
    alone=True,
    limits=(
        "It starts no worker processes: several are separate servers that share one socket.",
        "It has no lifespan protocol: nothing can be opened before the first request.",
        "It has no pool of threads: each sync view gets one of its own.",
    ),
)
