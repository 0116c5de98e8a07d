"""A stored run as a still picture: what is shown where nothing moves, made from the lines of its log.

The same geometry as static/lab/lanes-layout.js has, so that the picture that the browser draws takes this one's place
without a jump. Coordinates are px of a plot of WIDTH x HEIGHT; the template stretches it to the room there is. Pure: no
files, no site.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import Any

from lab.scenarios.scenario import LOOPS, POOLS

WIDTH = 550
HEIGHT = 406
GAP = 10
TALLEST_LANE = 24
LOOP_LANE = 16
TALLEST_ROW = 18.0
STEPS = (8, 12, 16, 20, 25, 32, 40, 50, 64, 80, 100, 128, 160, 200, 250, 320, 400, 500)

Line = dict[str, Any]


@dataclass(frozen=True)
class Request:
    """One request; all stamps in ms since load start, None for what was not reached."""

    lane: int
    sent: float
    view: float | None
    backend: float | None
    backend_end: float | None
    left: float | None
    done: float | None
    status: int | None


@dataclass(frozen=True)
class Panel:
    """One variant: the marks of each state as the data of one SVG path, and what they add up to at the end."""

    name: str
    label: str
    server: str
    pool: bool
    of: str
    workers: int
    in_flight: int
    queued: int
    waiting: int
    idle: str
    running: str
    waiting_path: str
    queued_path: str
    error: str

    @property
    def state(self) -> str:
        if self.pool:
            busy = min(self.workers, self.in_flight - self.queued)
            return f"{busy} of {self.workers} {self.of} busy · {self.queued} queued"
        return f"{self.in_flight} in flight · {self.waiting} waiting on one loop"


@dataclass(frozen=True)
class Picture:
    panels: tuple[Panel, ...]
    seconds: tuple[int, ...]
    end_ms: float
    warmup: float  # px from the left edge to where counting began
    width: int = WIDTH
    height: int = HEIGHT


def requests_of(parts: list[Line]) -> list[Request]:
    """The requests of one variant, by the time they were sent: those finished, and those open at the end."""
    found = [request for part in parts for request in rows_of(part["events"])]
    if parts:
        found += rows_of(parts[-1]["open"])
    return sorted(found, key=lambda request: request.sent)


def rows_of(columns: dict[str, list[Any]]) -> list[Request]:
    count = len(columns.get("id", []))
    empty: list[Any] = [None] * count
    fields = ("lane", "sent", "view", "backend", "backend_end", "left", "done", "status")
    return [Request(*values) for values in zip(*(columns.get(field, empty) for field in fields), strict=True)]


def waiting_rows(requests: list[Request], pool: bool) -> list[int]:
    """A row for each request, the lowest free when it was sent; held until a worker took it (pool) or it was done."""
    free_at: list[float] = []
    rows = []
    for request in requests:
        end = request.view if pool and request.view is not None else request.done
        row = next((i for i, at in enumerate(free_at) if at <= request.sent), len(free_at))
        if row == len(free_at):
            free_at.append(0.0)
        free_at[row] = float("inf") if end is None else end
        rows.append(row)
    return rows


def boxes(found: list[tuple[int, int, int, int]]) -> str:
    """Boxes (x0, x1, top, bottom) as one path. Each starts relative to the one before it: that compresses well."""
    path = ["M0 0"]
    at = (0, 0)
    for x0, x1, top, bottom in found:
        wide, tall = max(x1 - x0, 1), max(bottom - top, 1)
        path.append(f"m{x0 - at[0]} {top - at[1]}h{wide}v{tall}h-{wide}z")
        at = (x0, top)
    return "".join(path) if found else ""


class Marks:
    """The bars of one state, row by row; bars of a row that touch become one."""

    def __init__(self) -> None:
        self.rows: dict[float, list[tuple[float, float, float]]] = {}

    def add(self, x0: float, x1: float, top: float, bottom: float) -> None:
        row = self.rows.setdefault(top, [])
        if row and x0 - row[-1][1] < 1:
            row[-1] = (row[-1][0], max(row[-1][1], x1), bottom)
        else:
            row.append((x0, x1, bottom))

    def path(self) -> str:
        return boxes(
            [
                (round(x0), round(x1), round(top), round(bottom))
                for top in sorted(self.rows)
                for x0, x1, bottom in self.rows[top]
            ]
        )


def panel(info: Line, parts: list[Line], end: float, rows: int) -> Panel:
    """`end` in ms and `rows`, the most requests of any variant at once, are the same for all panels of a picture."""
    requests = requests_of(parts)
    workers = int(info.get("workers") or 0) if info["concurrency"] in POOLS else 0
    pool = workers > 0
    loop = info["concurrency"] in LOOPS
    lane = max(2, min(TALLEST_LANE, int(HEIGHT * min(0.5, 0.24 + 0.02 * workers) / workers))) if pool else LOOP_LANE
    lanes = workers if pool else int(loop)
    top = lanes * lane + GAP if lanes else 0
    row_height = min(TALLEST_ROW, (HEIGHT - top) / rows)
    if info["concurrency"] != "loop" and row_height >= 1:
        row_height = float(int(row_height))
    running, waiting, queued, error = Marks(), Marks(), Marks(), Marks()

    def put(marks: Marks, start: float | None, stop: float | None, y0: float, y1: float) -> None:
        if start is not None and start <= end:
            marks.add(start / end * WIDTH, min(end if stop is None else stop, end) / end * WIDTH, y0, y1)

    for request, row in zip(requests, waiting_rows(requests, pool), strict=True):
        own = (top + row * row_height, top + (row + 1) * row_height)
        at = (request.lane * lane, (request.lane + 1) * lane - 1) if pool else own
        put(queued, request.sent, request.done if request.view is None else request.view, *own)
        if request.view is not None:
            left = request.done if request.left is None else request.left
            spans = [(running, request.view, left if request.backend is None else request.backend)]
            if request.backend is not None:
                spans.append((waiting, request.backend, left if request.backend_end is None else request.backend_end))
            if request.backend_end is not None:
                spans.append((running, request.backend_end, left))
            for marks, start, stop in spans:
                put(marks, start, stop, *at)
                if loop and (marks is running or info["concurrency"] == "blocked-loop"):
                    put(marks, start, stop, 0, lane - 1)
        if request.status is not None and request.done is not None and not 200 <= request.status < 400:
            put(error, request.done, request.done, *at)
    last = numbers_at(parts, end)
    return Panel(
        name=info["name"],
        label=info["label"],
        server=info["server"],
        pool=pool,
        of=POOLS.get(info["concurrency"], ""),
        workers=workers,
        in_flight=last.get("in_flight", 0),
        queued=last.get("queued", 0),
        waiting=last.get("waiting", 0),
        idle=boxes([(0, WIDTH, i * lane, (i + 1) * lane - 1) for i in range(lanes)]),
        running=running.path(),
        waiting_path=waiting.path(),
        queued_path=queued.path(),
        error=error.path(),
    )


def numbers_at(parts: list[Line], at: float) -> dict[str, int]:
    """The counters of the last tick that is not later than `at` ms; empty when there is none."""
    for ticks in (part["ticks"] for part in reversed(parts)):
        row = bisect_right(ticks["t"], at) - 1
        if row >= 0:
            return {name: int(ticks[name][row] or 0) for name in ("in_flight", "queued", "waiting")}
    return {}


def picture(lines: list[Line]) -> Picture:
    """The finished picture of a run, from the lines of its log (the first is the run line)."""
    run = lines[0]
    end = float(run["measured"]["to_ms"])
    snapshots = [line["variants"] for line in lines if line["type"] == "snapshot"]
    parts = {info["name"]: [s[info["name"]] for s in snapshots if info["name"] in s] for info in run["variants"]}
    most = max((row + 1 for info in run["variants"] for row in rows_needed(info, parts[info["name"]])), default=1)
    rows = next((step for step in STEPS if step >= most), most)
    return Picture(
        panels=tuple(panel(info, parts[info["name"]], end, rows) for info in run["variants"]),
        seconds=tuple(range(int(end // 1000) + 1)),
        end_ms=end,
        warmup=run["measured"]["from_ms"] / end * WIDTH,
    )


def rows_needed(info: Line, parts: list[Line]) -> list[int]:
    return waiting_rows(requests_of(parts), info["concurrency"] in POOLS)
