"""The socket of a run's page: frames, acknowledgements, cuts, holes, and what the page says meanwhile."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from itertools import pairwise

import pytest
from playwright.sync_api import Page, WebSocketRoute, expect

from tests.browser.conftest import Hub

pytestmark = pytest.mark.browser


def offset(page: Page) -> int:
    return int(page.locator("lab-run").get_attribute("data-offset") or -2)


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
