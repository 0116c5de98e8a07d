"""<lab-run> in a real browser against a hub that the test plays; files come from the working tree, no server runs."""

from __future__ import annotations

import base64
import hashlib
import json
import time
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Route, WebSocketRoute, expect

from tests.browser.recording import CLIENTS, END, lines

pytestmark = pytest.mark.browser
ROOT = Path(__file__).resolve().parents[2]
SITE = "http://lab.test"
TYPES = {".js": "text/javascript", ".css": "text/css", ".html": "text/html"}
IMPORTS = '{"imports":{"uplot":"/static/uplot/uPlot.esm.js"}}'
STYLES = "".join(
    f'<link rel="stylesheet" href="/static/{name}">'
    for name in ("tokens.css", "site.css", "uplot/uPlot.min.css", "lab/lanes.css", "lab/lab.css")
)
LEGEND = "".join(
    f'<li data-state="{state}"><span class="mark-{state}"></span>{state}</li>' for state in ("running", "waiting")
)
PAGE = f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A run</title>
<meta name="viewport" content="width=device-width, initial-scale=1">{STYLES}
<script type="importmap">{IMPORTS}</script><script type="module" src="/static/lab/lab-run.js"></script></head>
<body class="lab"><main><lab-run run-id="7" status="STATUS" socket="/ws/lab/runs/7/" log="/log.json"><h1>A run</h1>
<div class="run-status" data-part="status"></div><lab-legend><ul class="legend">{LEGEND}</ul></lab-legend>
<div data-part="tools" class="lane-tools" role="group" aria-label="The moment shown"></div>
<lab-lanes></lab-lanes><lab-charts></lab-charts><p class="visually-hidden" data-part="live" aria-live="polite"></p>
</lab-run></main></body></html>"""
HASH = base64.b64encode(hashlib.sha256(IMPORTS.encode()).digest()).decode()
POLICY = f"default-src 'self'; script-src 'self' 'sha256-{HASH}'"


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


def offset(page: Page) -> int:
    return int(page.locator("lab-run").get_attribute("data-offset") or -2)


def pixels(page: Page, variant: str) -> int:
    """How many pixels of a variant's canvas are painted."""
    script = """name => {
      const canvas = document.querySelector(`.lane-panel[data-variant=${name}] canvas`);
      const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
      return data.filter((value, i) => i % 4 === 3 && value).length;
    }"""
    return int(page.evaluate(script, variant))


def test_four_threads_are_busy_while_one_loop_has_everything_in_flight(open_run: Callable[..., Page], hub: Hub) -> None:
    page = open_run()
    hub.send(0, 25)
    sync, loop = (page.locator(f".lane-panel[data-variant={name}]") for name in ("sync", "async"))
    expect(sync).to_have_attribute("data-busy", "4")
    expect(sync).to_have_attribute("data-queued", str(CLIENTS - 4))
    expect(loop).to_have_attribute("data-in-flight", str(CLIENTS))
    expect(sync.locator(".lane-state")).to_contain_text("4 of 4 threads busy")
    page.wait_for_timeout(300)
    assert pixels(page, "sync") > 1000
    assert pixels(page, "async") > 1000


def test_frames_are_acknowledged_at_least_every_500_ms(open_run: Callable[..., Page], hub: Hub) -> None:
    page = open_run()
    acked_at: list[float] = []
    for step in range(30):
        before = len(hub.heard)
        hub.send(step, step)
        page.wait_for_timeout(50)
        if any(message["type"] == "ack" for message in hub.heard[before:]):
            acked_at.append(time.monotonic())
    gaps = [later - earlier for earlier, later in pairwise(acked_at)]
    assert gaps
    assert max(gaps) < 0.6
    assert [message for message in hub.heard if message["type"] == "ack"][-1]["o"] >= 24


def test_a_cut_socket_comes_back_with_its_last_offset_and_misses_nothing(
    open_run: Callable[..., Page], hub: Hub
) -> None:
    page = open_run()
    hub.send(0, 12)
    page.wait_for_function("() => document.querySelector('lab-run').dataset.offset === '12'")
    hub.sockets[-1].close(code=1012)
    page.wait_for_function("() => document.querySelector('lab-run').dataset.connection === 'watching'")
    assert hub.heard[-1] == {"type": "watch", "offset": 12}
    hub.send(13, 20)
    page.wait_for_function("() => document.querySelector('lab-run').dataset.offset === '20'")
    assert page.evaluate("document.querySelector('lab-run').model.state.variants.sync.ticks.t") == [
        50 * i for i in range(1, 21)
    ]


def test_while_it_reconnects_the_page_says_so(open_run: Callable[..., Page], hub: Hub) -> None:
    page = open_run()
    hub.send(0, 12)
    page.wait_for_function("() => document.querySelector('lab-run').dataset.offset === '12'")
    hub.greet = lambda socket, offset: socket.close(code=1012)
    hub.sockets[-1].close(code=1012)
    expect(page.locator(".run-status")).to_have_attribute("data-state", "reconnecting")
    expect(page.locator(".run-status")).to_contain_text("what is missed comes after")
    expect(page.get_by_role("button", name="Try now")).to_be_visible()


def test_a_hole_is_never_drawn_over(open_run: Callable[..., Page], hub: Hub) -> None:
    page = open_run()
    hub.send(0, 5)
    hub.send(9, 9)
    page.wait_for_function("() => document.querySelector('lab-run').dataset.connection === 'watching'")
    page.wait_for_timeout(100)
    assert offset(page) == 5
    assert hub.heard[-1] == {"type": "watch", "offset": 5}


def test_what_cannot_be_recovered_is_dropped_and_begun_anew(open_run: Callable[..., Page], hub: Hub) -> None:
    page = open_run()
    hub.send(0, 12)
    page.wait_for_function("() => document.querySelector('lab-run').dataset.offset === '12'")

    def forgetful(socket: WebSocketRoute, offset: int) -> None:
        hub.hello(socket, "running", -1, recovered=False)
        hub.send(0, 3)

    hub.greet = forgetful
    hub.sockets[-1].close(code=1012)
    page.wait_for_function("() => document.querySelector('lab-run').dataset.offset === '3'")
    assert page.evaluate("document.querySelector('lab-run').model.state.variants.sync.ticks.t") == [50, 100, 150]


def test_a_queued_run_says_its_position_and_starts_by_itself(open_run: Callable[..., Page], hub: Hub) -> None:
    hub.greet = lambda socket, offset: hub.hello(socket, "queued", -1, position=3)
    page = open_run("queued")
    expect(page.locator(".run-status")).to_contain_text("Queued, number 3")
    hub.sockets[-1].send(json.dumps({"type": "status", "status": "running", "position": None, "watchers": 2}))
    hub.send(0, 14)
    expect(page.locator(".run-status")).to_contain_text("2 watching")
    expect(page.locator(".run-status")).to_have_attribute("data-state", "warmup")


def test_a_failed_run_says_why(open_run: Callable[..., Page], hub: Hub) -> None:
    page = open_run()
    hub.send(0, 12)
    hub.sockets[-1].send(json.dumps({"type": "status", "status": "failed", "reason": "The engine was killed."}))
    expect(page.locator(".run-status")).to_contain_text("The engine was killed.")
    expect(page.locator(".run-status")).to_have_attribute("data-state", "failed")


def test_the_end_is_told_to_whoever_listens(open_run: Callable[..., Page], hub: Hub) -> None:
    page = open_run()
    page.evaluate("document.addEventListener('run:done', (e) => (window.told = e.target.tagName))")
    hub.send(0, len(hub.lines) - 1)
    page.wait_for_function("() => window.told === 'LAB-RUN'")
    expect(page.locator("[data-part=live]")).to_contain_text("All twenty waited at once")


def test_a_stored_run_shows_its_end_at_once_and_replays(open_run: Callable[..., Page], hub: Hub) -> None:
    hub.greet = hub.stored
    page = open_run("done")
    run = page.locator("lab-run")
    expect(run).to_have_attribute("data-playhead", str(round(END)))
    page.get_by_role("button", name="Replay").click()
    page.wait_for_function("() => Number(document.querySelector('lab-run').dataset.playhead) < 600")
    page.get_by_role("button", name="Show the end").click()
    expect(run).to_have_attribute("data-playhead", str(round(END)))


def test_with_reduced_motion_a_replay_moves_in_steps(open_run: Callable[..., Page], hub: Hub, page: Page) -> None:
    page.emulate_media(reduced_motion="reduce")
    hub.greet = hub.stored
    open_run("done")
    page.get_by_role("button", name="Replay").click()
    seen = set()
    for _ in range(15):
        seen.add(int(page.locator("lab-run").get_attribute("data-playhead") or 0))
        page.wait_for_timeout(60)
    assert all(at % 500 == 0 for at in seen), seen


def test_a_state_can_be_looked_at_alone_by_keyboard(open_run: Callable[..., Page], hub: Hub) -> None:
    hub.greet = hub.stored
    page = open_run("done")
    page.wait_for_timeout(200)
    button = page.get_by_role("button", name="running")
    button.focus()
    page.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-pressed", "true")
    assert page.evaluate("document.querySelector('lab-lanes').isolated") == "running"


def playhead(page: Page) -> int:
    return int(page.locator("lab-run").get_attribute("data-playhead") or 0)


def test_a_live_run_can_be_held_stepped_and_caught_up_with(open_run: Callable[..., Page], hub: Hub) -> None:
    page = open_run()
    hub.send(0, 14)
    page.get_by_role("button", name="Pause").click()
    expect(page.locator(".run-status")).to_contain_text("nothing of it is lost")
    held = playhead(page)
    hub.send(15, 30)
    page.wait_for_function("() => document.querySelector('lab-run').dataset.offset === '30'")
    assert playhead(page) == held
    page.get_by_role("button", name="One step on").click()
    page.get_by_role("button", name="One step on").click()
    forth = playhead(page)
    assert forth == (round(held / 50) + 2) * 50
    page.get_by_role("button", name="One step back").click()
    assert playhead(page) == forth - 50
    page.get_by_role("button", name="Back to the run").click()
    page.wait_for_function("() => Number(document.querySelector('lab-run').dataset.playhead) > 1300")
    expect(page.locator(".run-status")).to_have_attribute("data-state", "measuring")


def test_whoever_is_behind_a_live_run_catches_up_and_follows_it(open_run: Callable[..., Page], hub: Hub) -> None:
    page = open_run()
    hub.send(0, 14)
    page.get_by_role("button", name="Pause").click()
    page.get_by_label("Speed").select_option("10")
    hub.send(15, 30)
    page.get_by_role("button", name="Go on").click()
    expect(page.locator(".run-status")).to_have_attribute("data-state", "measuring")
    assert page.evaluate("document.querySelector('lab-run').player.mode") == "live"


def test_the_end_of_a_run_leaves_alone_who_looks_at_another_moment(open_run: Callable[..., Page], hub: Hub) -> None:
    page = open_run()
    hub.send(0, 20)
    page.get_by_role("button", name="Pause").click()
    held = playhead(page)
    hub.send(21, len(hub.lines) - 1)
    expect(page.locator("[data-part=live]")).to_contain_text("All twenty waited at once")
    assert playhead(page) == held
    page.get_by_role("button", name="Show the end").click()
    assert playhead(page) == END


def test_the_scrubber_moves_by_mouse_value_and_arrow_keys(open_run: Callable[..., Page], hub: Hub) -> None:
    hub.greet = hub.stored
    page = open_run("done")
    scrubber = page.get_by_role("slider", name="Moment shown")
    expect(scrubber).to_have_value(str(round(END)))
    scrubber.fill("700")
    assert playhead(page) == 700
    scrubber.press("ArrowRight")
    assert playhead(page) == 750
    scrubber.press("Home")
    assert playhead(page) == 0
    expect(page.locator(".run-status")).to_have_attribute("data-state", "paused")


def test_a_replay_runs_at_the_speed_that_was_chosen(open_run: Callable[..., Page], hub: Hub) -> None:
    hub.greet = hub.stored
    page = open_run("done")
    scrubber = page.get_by_role("slider", name="Moment shown")
    scrubber.fill("0")
    page.get_by_label("Speed").select_option("0.1")
    page.get_by_role("button", name="Go on").click()
    page.wait_for_timeout(500)
    slow = playhead(page)
    assert 0 < slow < 500
    page.get_by_label("Speed").select_option("10")
    expect(page.locator("lab-run")).to_have_attribute("data-playhead", str(round(END)), timeout=3000)


def test_zooming_shows_less_time_and_ends_where_the_scale_ends(open_run: Callable[..., Page], hub: Hub) -> None:
    hub.greet = hub.stored
    page = open_run("done")
    span = "(() => { const { window } = document.querySelector('lab-lanes').panels[0].scene; return window.to - window.from; })()"
    expect(page.locator("lab-run")).to_have_attribute("data-playhead", str(round(END)))
    whole = page.evaluate(span)
    closer = page.get_by_role("button", name="Show less time, larger")
    for _ in range(6):
        closer.click(force=True)
    assert page.evaluate(span) == whole / 16
    expect(closer).to_have_attribute("aria-disabled", "true")


def test_a_request_tells_its_story_to_the_pointer_and_to_the_keyboard(open_run: Callable[..., Page], hub: Hub) -> None:
    hub.greet = hub.stored
    page = open_run("done")
    expect(page.locator("lab-run")).to_have_attribute("data-playhead", str(round(END)))
    panel = page.locator(".lane-panel[data-variant=sync]")
    story = panel.locator(".lane-story")
    expect(story).to_contain_text("Point at a bar")
    panel.locator("canvas").hover(position={"x": 200, "y": 12})
    expect(story).to_contain_text("worker 1")
    for part in ("queued", "backend", "status 200"):
        expect(story).to_contain_text(part)
    page.mouse.move(0, 0)
    expect(story).to_contain_text("Point at a bar")
    view = panel.locator(".lane-view")
    view.focus()
    page.keyboard.press("ArrowRight")
    first = int(story.get_attribute("data-request") or -1)
    page.keyboard.press("ArrowRight")
    assert int(story.get_attribute("data-request") or -1) != first
    expect(story.locator("[aria-live]")).to_contain_text("Request")
    page.keyboard.press("Escape")
    expect(story).to_contain_text("Point at a bar")


def test_a_tap_chooses_a_request_and_the_same_tap_lets_it_go(open_run: Callable[..., Page], hub: Hub) -> None:
    hub.greet = hub.stored
    page = open_run("done")
    expect(page.locator("lab-run")).to_have_attribute("data-playhead", str(round(END)))
    panel = page.locator(".lane-panel[data-variant=async]")
    story = panel.locator(".lane-story")
    panel.locator("canvas").click(position={"x": 300, "y": 60})
    page.mouse.move(0, 0)
    expect(story).to_contain_text("Request")
    panel.locator("canvas").click(position={"x": 300, "y": 60})
    page.mouse.move(0, 0)
    expect(story).to_contain_text("Point at a bar")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    open_run: Callable[..., Page], hub: Hub, page: Page, axe: Callable[[Page], list[str]], scheme: Any, width: int
) -> None:
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 800})
    open_run()
    hub.send(0, 20)
    page.wait_for_timeout(400)
    assert axe(page) == []
    hub.send(21, len(hub.lines) - 1)
    expect(page.locator("lab-run")).to_have_attribute("data-state", "done")
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_change_of_theme_repaints_the_lanes(open_run: Callable[..., Page], hub: Hub, page: Page) -> None:
    page.emulate_media(color_scheme="light")
    hub.greet = hub.stored
    open_run("done")
    expect(page.locator("lab-run")).to_have_attribute("data-state", "done")
    shot = "() => document.querySelector('.lane-canvas').toDataURL().slice(0, 20000)"
    before = page.evaluate(shot)
    page.emulate_media(color_scheme="dark")
    page.wait_for_function(f"before => ({shot})() !== before", arg=before)
