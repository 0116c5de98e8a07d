"""The servers that can be under test, each as it is run in production. The packages themselves are imported only in the
process that serves."""

from __future__ import annotations

from lab.testbed.servers import daphne, granian, gunicorn, hypercorn, uvicorn, waitress
from lab.testbed.servers.server import Asked, Server

SERVERS: dict[str, Server] = {
    server.name: server
    for server in (
        gunicorn.SYNC,
        gunicorn.GTHREAD,
        waitress.WAITRESS,
        granian.WSGI,
        daphne.DAPHNE,
        uvicorn.UVICORN,
        hypercorn.HYPERCORN,
        granian.ASGI,
    )
}

__all__ = ["SERVERS", "Asked", "Server", "cannot"]


def cannot(name: str, workers: int = 1, threads: int | None = None) -> list[str]:
    """What the server cannot do, a sentence each; with `workers` and `threads` also what it makes of them."""
    server = SERVERS[name]
    found = list(server.limits)
    if workers > 1 and server.alone:
        found.append(f"The {workers} processes are {workers} servers on one socket.")
    if threads is not None and threads > 1 and not server.threads:
        found.append(f"The {threads} threads that were asked for do not count.")
    return found
