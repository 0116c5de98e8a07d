"""A run's page with a live run of 2,000 requests a second behind it, made up but at its real pace: `python -m … PORT SECONDS`.

Half of the machine would be needed to answer so many for real; what the browser gets is the same. A loop with 200 requests in
flight, and a pool of 32 threads with a queue before them; a line each 50 ms, as the engine writes them.
"""

import asyncio
import json
import sys
from collections.abc import Iterator
from typing import Any

from aiohttp import WSMsgType, web

from tests.benchmarks.servers import ROOT
from tests.browser.conftest import PAGE, TYPES

TICK = 50.0  # ms
VARIANTS = {"loop": (200, 200, 125.0), "pool": (200, 32, 80.0)}  # clients, workers, ms a request: 1,600/s and 400/s
FIELDS = ("id", "lane", "sent", "view", "backend", "backend_end", "left", "done", "status")

Row = dict[str, Any]


def requests(clients: int, workers: int, latency: float, end: float) -> list[Row]:
    """A closed load: each client asks again when it is answered; `workers` are served at once, first come, first served."""
    free = [0.0] * workers
    ready = [float(i % 40) for i in range(clients)]
    rows: list[Row] = []
    while (sent := min(ready)) < end:
        client, lane = ready.index(sent), free.index(min(free))
        view = max(sent, free[lane]) + 0.5
        done = view + latency
        stamps = {"view": view, "backend": view + 1, "backend_end": done - 2, "left": done - 1, "done": done}
        rows.append({"id": len(rows), "lane": lane, "sent": sent, "status": 200, **stamps})
        free[lane], ready[client] = done, done + 0.1
    return rows


def lines(seconds: float) -> Iterator[Row]:
    end = seconds * 1000
    kinds = {"loop": ("loop", None), "pool": ("threads", VARIANTS["pool"][1])}
    infos = [
        {"name": name, "label": f"The {name}", "server": "made up", "concurrency": kind, "workers": workers}
        for name, (kind, workers) in kinds.items()
    ]
    config = {"model": "closed", "clients": 200, "latency_ms": 100.0, "seconds": seconds - 1}
    yield {"type": "run", "config": config, "measured": {"from_ms": 1000.0, "to_ms": end}, "variants": infos}
    made = {name: requests(*of, end) for name, of in VARIANTS.items()}
    first = dict.fromkeys(made, 0)  # of the requests that are not yet done
    for tick in range(1, int(end / TICK) + 1):
        t = tick * TICK
        parts = {}
        for name, rows in made.items():
            near = [row for row in rows[first[name] : first[name] + 2000] if row["sent"] <= t]
            parts[name] = part(near, t, rows)
            while first[name] < len(rows) and rows[first[name]]["done"] <= t - TICK:
                first[name] += 1
        yield {"type": "snapshot", "variants": parts}


def part(near: list[Row], t: float, rows: list[Row]) -> Row:
    alive = [row for row in near if row["done"] > t]
    finished = [row for row in near if t - TICK < row["done"] <= t]
    inside = [row for row in alive if row["view"] <= t]
    known = [
        {key: value if key in ("id", "lane") or value <= t else None for key, value in row.items()} for row in alive
    ]
    times = [row["done"] - row["sent"] for row in finished] or [None]
    ticks = {
        **{"t": t, "in_flight": len(alive), "queued": len(alive) - len(inside), "running": 0, "waiting": len(inside)},
        **{
            "throughput": len(finished) * 1000 / TICK,
            "p50": times[len(times) // 2],
            "p95": times[-1],
            "p99": times[-1],
        },
        **{"completed": finished[-1]["id"] if finished else 0, "errors": 0, "threads": 32, "rss_mb": 60.0},
    }
    return {
        "ticks": {name: [value] for name, value in ticks.items()},
        "events": {field: [row[field] for row in finished] for field in FIELDS},
        "open": {field: [row[field] for row in known] for field in FIELDS[:6]},
        "blocked": {"from": [], "to": []},
    }


async def file(request: web.Request) -> web.Response:
    name = request.match_info["name"]
    root = ROOT / "node_modules" / "uplot" / "dist" if name.startswith("uplot/") else ROOT / "static"
    path = root / name.removeprefix("uplot/")
    return web.Response(body=path.read_bytes(), content_type=TYPES[path.suffix])


async def page(request: web.Request) -> web.Response:
    return web.Response(text=PAGE.replace("STATUS", "running"), content_type="text/html")


def main(port: int, seconds: float) -> None:
    frames = [json.dumps({"o": i, "n": 1, "d": line}) for i, line in enumerate(lines(seconds))]

    async def watch(request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse(max_msg_size=0)
        await socket.prepare(request)
        hello = {"type": "hello", "run": "7", "status": "running", "position": None, "recovered": True, "from": -1}
        await socket.send_str(json.dumps(hello | {"last": -1, "watchers": 1}))
        reader = asyncio.create_task(read(socket))
        begin = asyncio.get_running_loop().time()
        for i, frame in enumerate(frames):
            await asyncio.sleep(max(0.0, begin + i * TICK / 1000 - asyncio.get_running_loop().time()))
            await socket.send_str(frame)
        await reader
        return socket

    async def read(socket: web.WebSocketResponse) -> None:
        async for message in socket:
            if message.type is WSMsgType.ERROR:
                break

    app = web.Application()
    app.router.add_get("/run/", page)
    app.router.add_get("/static/{name:.+}", file)
    app.router.add_get("/ws/lab/runs/7/", watch)
    web.run_app(app, host="127.0.0.1", port=port, print=None)


if __name__ == "__main__":
    main(int(sys.argv[1]), float(sys.argv[2]))
