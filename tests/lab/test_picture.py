"""The still picture of a run: the same rows and spans that the live picture has."""

import re
from typing import Any

from lab.picture import HEIGHT, WIDTH, Line, boxes, picture, requests_of, waiting_rows

FIELDS = ("id", "lane", "sent", "view", "backend", "backend_end", "left", "done", "status")


def columns(rows: list[dict[str, Any]]) -> dict[str, list[Any]]:
    return {field: [row.get(field) for row in rows] for field in FIELDS}


def finished(number: int, lane: int, sent: float, view: float, done: float, status: int = 200) -> dict[str, Any]:
    inside = {"backend": view + 1, "backend_end": done - 1, "left": done}
    return {"id": number, "lane": lane, "sent": sent, "view": view, **inside, "done": done, "status": status}


def log(concurrency: str, events: list[dict[str, Any]], open_rows: list[dict[str, Any]] | None = None) -> list[Line]:
    info = {"name": "a", "label": "A", "server": "s", "concurrency": concurrency, "workers": 4}
    ticks = {"t": [900.0, 1000.0, 1100.0], "in_flight": [9, 100, 50], "queued": [5, 96, 40], "waiting": [4, 4, 4]}
    part = {"ticks": ticks, "events": columns(events), "open": columns(open_rows or [])}
    return [
        {"type": "run", "variants": [info], "measured": {"from_ms": 500.0, "to_ms": 1000.0}},
        {"type": "snapshot", "variants": {"a": part}},
        {"type": "done"},
    ]


def spans(path: str) -> list[tuple[int, int]]:
    """(x, width) of each box of a path made by `boxes`."""
    x, found = 0, []
    for step, wide in re.findall(r"m(-?\d+) -?\d+h(\d+)", path):
        x += int(step)
        found.append((x, int(wide)))
    return found


def test_a_pool_shows_work_in_the_workers_lanes_and_the_rest_as_queue() -> None:
    panel = picture(log("threads", [finished(0, 2, 0, 400, 800)])).panels[0]
    assert spans(panel.queued_path) == [(0, round(0.4 * WIDTH))]
    assert spans(panel.waiting_path) == [(round(0.401 * WIDTH), round(0.799 * WIDTH) - round(0.401 * WIDTH))]
    assert panel.idle.count("z") == 4


def test_a_request_that_is_still_open_reaches_to_the_end() -> None:
    panel = picture(log("threads", [], [{"id": 7, "lane": -1, "sent": 500.0}])).panels[0]
    assert spans(panel.queued_path) == [(WIDTH // 2, WIDTH // 2)]


def test_what_comes_after_the_planned_end_is_not_shown() -> None:
    panel = picture(log("loop", [finished(0, 0, 900, 950, 1500), finished(1, 0, 1200, 1210, 1400)])).panels[0]
    assert all(x + wide <= WIDTH for path in (panel.queued_path, panel.waiting_path) for x, wide in spans(path))
    assert len(spans(panel.queued_path)) == 1


def test_the_counters_are_those_of_the_end() -> None:
    assert picture(log("threads", [])).panels[0].state == "4 of 4 threads busy · 96 queued"
    assert picture(log("loop", [])).panels[0].state == "100 in flight · 4 waiting on one loop"


def test_a_blocking_call_is_shown_in_the_lane_of_the_loop_too() -> None:
    blocked = picture(log("blocked-loop", [finished(0, 0, 0, 100, 300)])).panels[0]
    loop = picture(log("loop", [finished(0, 0, 0, 100, 300)])).panels[0]
    assert len(spans(blocked.waiting_path)) == 2
    assert len(spans(loop.waiting_path)) == 1


def test_a_failed_request_is_marked() -> None:
    assert picture(log("loop", [finished(0, 0, 0, 100, 300, status=0)])).panels[0].error
    assert not picture(log("loop", [finished(0, 0, 0, 100, 300)])).panels[0].error


def test_a_row_is_used_again_once_it_is_free() -> None:
    events = [finished(0, 0, 0, 5, 100), finished(1, 0, 1, 6, 110), finished(2, 0, 105, 107, 200)]
    requests = requests_of([{"events": columns(events), "open": {}}])
    assert waiting_rows(requests, pool=False) == [0, 1, 0]


def test_all_rows_stay_inside_the_plot() -> None:
    many = [finished(i, 0, float(i) / 100, 10.0, 990.0) for i in range(500)]
    panel = picture(log("loop", many)).panels[0]
    bottom = 0
    top = 0
    for step, tall in re.findall(r"m-?\d+ (-?\d+)h\d+v(\d+)", panel.waiting_path):
        top += int(step)
        bottom = max(bottom, top + int(tall))
    assert bottom <= HEIGHT + 1


def test_boxes_are_relative_to_one_another() -> None:
    assert boxes([(10, 20, 5, 8), (30, 30, 5, 8)]) == "M0 0m10 5h10v3h-10zm20 0h1v3h-1z"
    assert boxes([]) == ""
