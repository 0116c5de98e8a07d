"""The same work on all eight servers, one after the other."""

from __future__ import annotations

from dataclasses import replace

from lab.knobs import ASGI_SERVERS, WSGI_SERVERS
from lab.scenarios.parts import loop, pool
from lab.scenarios.scenario import Scenario, Variant
from lab.settings import Settings


def variants(settings: Settings) -> tuple[Variant, ...]:
    pools = (pool(replace(settings, wsgi_server=name), name, "sync", name) for name in WSGI_SERVERS)
    loops = (loop(replace(settings, asgi_server=name), name, "awaited", f"{name}, async view") for name in ASGI_SERVERS)
    return (*pools, *loops)


SCENARIO = Scenario(
    slug="server-matrix",
    title="Eight servers, the same work",
    question="How many times as many answers a second does uvicorn give with an async view as gunicorn with 4 threads?",
    lesson="async-views-basics",
    summary="Four WSGI servers run the sync view and four ASGI servers the async one. Each has the machine to itself "
    "for its turn, with the same workers, threads and clients.",
    what_you_should_see="A pool answers as fast as its workers wait, whichever server it belongs to. The loops differ "
    "in what a request costs them: CPU, memory, and with them how much they carry.",
    defaults=Settings("server-matrix", clients=50, latency_ms=200.0, seconds=3.0),
    ratio=("uvicorn", "gunicorn-gthread"),
    variants=variants,
    alone=True,
)
