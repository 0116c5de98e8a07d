"""A run's page in a real browser against a hub that the test plays; files come from the working tree, no server runs."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Route, WebSocketRoute

from tests.browser.recording import lines

ROOT = Path(__file__).resolve().parents[2]
SITE = "http://lab.test"
TYPES = {".js": "text/javascript", ".css": "text/css", ".html": "text/html"}
STYLES = "".join(
    f'<link rel="stylesheet" href="/static/{name}">'
    for name in ("tokens.css", "site.css", "uplot/uPlot.min.css", "lab/lanes.css", "lab/lab.css")
)
LEGEND = "".join(
    f'<li data-state="{state}"><span class="mark-{state}"></span>{state}</li>' for state in ("running", "waiting")
)
PAGE = f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A run</title>
<meta name="viewport" content="width=device-width, initial-scale=1">{STYLES}
<script defer src="/static/uplot/uPlot.iife.min.js"></script><script type="module" src="/static/lab/lab-run.js"></script></head>
<body class="lab"><main><lab-run run-id="7" status="STATUS" socket="/ws/lab/runs/7/" log="/log.json"><h1>A run</h1>
<div class="run-status" data-part="status"></div><lab-legend><ul class="legend">{LEGEND}</ul></lab-legend>
<div data-part="tools" class="lane-tools" role="group" aria-label="The moment shown"></div>
<lab-lanes></lab-lanes><lab-charts></lab-charts><p class="visually-hidden" data-part="live" aria-live="polite"></p>
</lab-run></main></body></html>"""
POLICY = "default-src 'self'"


class Hub:
    """What the server's side says, frame by frame, and what it heard."""

    def __init__(self) -> None:
        self.lines = list(lines())
        self.heard: list[dict[str, Any]] = []
        self.sockets: list[WebSocketRoute] = []
        self.greet: Callable[[WebSocketRoute, int], None] = lambda socket, offset: self.hello(socket, "running", offset)

    def connected(self, socket: WebSocketRoute) -> None:
        self.sockets.append(socket)
        socket.on_message(lambda text: self.hear(socket, json.loads(str(text))))

    def hear(self, socket: WebSocketRoute, message: dict[str, Any]) -> None:
        self.heard.append(message)
        if message["type"] == "watch":
            self.greet(socket, message["offset"])

    def hello(self, socket: WebSocketRoute, status: str, offset: int, **more: Any) -> None:
        last = len(self.lines) - 1 if status == "done" else offset
        hello = {"type": "hello", "run": "7", "status": status, "position": None, "recovered": True, "from": offset}
        socket.send(json.dumps(hello | {"last": last, "watchers": 1} | more))

    def send(self, first: int, last: int) -> None:
        """The lines first..last, a frame each."""
        for offset in range(first, last + 1):
            self.sockets[-1].send(json.dumps({"o": offset, "n": 1, "d": self.lines[offset]}))

    def stored(self, socket: WebSocketRoute, offset: int) -> None:
        self.hello(socket, "done", offset)
        self.send(0, len(self.lines) - 1)


@pytest.fixture
def hub() -> Hub:
    return Hub()


@pytest.fixture
def errors(page: Page) -> Iterator[list[str]]:
    """Whatever the page complains about, refused styles and scripts included; none is expected."""
    found: list[str] = []
    page.on("console", lambda message: found.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: found.append(str(error)))
    yield found
    assert found == []


@pytest.fixture
def open_run(page: Page, hub: Hub, errors: list[str]) -> Callable[..., Page]:
    def serve(route: Route) -> None:
        path = route.request.url.removeprefix(SITE)
        if path.startswith("/static/uplot/"):
            file = ROOT / "node_modules" / "uplot" / "dist" / path.rsplit("/", 1)[1]
        else:
            file = ROOT / path.lstrip("/")
        if file.is_file():
            route.fulfill(path=file, content_type=TYPES[file.suffix])
        else:
            route.fulfill(status=204)

    def opened(status: str = "running") -> Page:
        page.route(f"{SITE}/**", serve)
        headers = {"Content-Security-Policy": POLICY, "Content-Type": "text/html; charset=utf-8"}
        page.route(f"{SITE}/run/", lambda route: route.fulfill(body=PAGE.replace("STATUS", status), headers=headers))
        page.route_web_socket("ws://lab.test/**", hub.connected)
        page.goto(f"{SITE}/run/")
        page.wait_for_function("() => document.querySelector('lab-run').dataset.connection !== 'connecting'")
        return page

    return opened
