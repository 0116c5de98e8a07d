"""The lanes of a run's page: what they show, and what they tell whoever points at them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Hub
from tests.browser.recording import CLIENTS, END

pytestmark = pytest.mark.browser


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


def test_a_state_can_be_looked_at_alone_by_keyboard(open_run: Callable[..., Page], hub: Hub) -> None:
    hub.greet = hub.stored
    page = open_run("done")
    page.wait_for_timeout(200)
    button = page.get_by_role("button", name="running")
    button.focus()
    page.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-pressed", "true")
    assert page.evaluate("document.querySelector('lab-lanes').isolated") == "running"


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


def test_a_call_that_failed_is_told_apart_from_one_that_was_reset(open_run: Callable[..., Page], hub: Hub) -> None:
    """Each alone in the picture: a fault of its own colour is painted, and the story of a request names it."""
    hub.lines[0]["config"] |= {"error_percent": 50, "reset_percent": 50}
    for line in hub.lines:
        for part in line.get("variants", {}).values() if line["type"] == "snapshot" else ():
            events = part["events"]
            events["status"] = [502 for _ in events["id"]]
            events["fault"] = ["error" if number % 2 else "reset" for number in events["id"]]
    hub.greet = hub.stored
    page = open_run("done")
    expect(page.locator("lab-run")).to_have_attribute("data-playhead", str(round(END)))
    seen = {}
    for kind in ("failed", "reset", "hang"):
        page.evaluate("kind => document.querySelector('lab-lanes').isolate(kind)", kind)
        seen[kind] = page.evaluate(
            """() => { const canvas = document.querySelector('.lane-panel[data-variant=sync] canvas');
            const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
            const found = {};
            for (let i = 0; i < data.length; i += 4) if (data[i + 3] > 200) {
              const key = data.slice(i, i + 3).join(); found[key] = (found[key] ?? 0) + 1; }
            return found; }"""
        )
    only = {kind: {key for key, count in seen[kind].items() if count > seen["hang"].get(key, 0) + 50} for kind in seen}
    assert only["failed"]
    assert only["reset"]
    assert not only["failed"] & only["reset"]
    panel = page.locator(".lane-panel[data-variant=sync]")
    panel.locator(".lane-view").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(panel.locator(".lane-story")).to_contain_text("the backend")


def test_a_variant_that_waits_for_its_turn_says_so_and_shows_it_alone_at_the_end(
    open_run: Callable[..., Page], hub: Hub
) -> None:
    turns = [("sync", 0.0), ("async", END / 2)]
    hub.lines[0]["turns"] = [
        {"variants": [name], "round": 0, "start_ms": at, "from_ms": at + 250, "to_ms": at + END / 2}
        for name, at in turns
    ]
    page = open_run()
    hub.send(0, 15)
    panels = {name: page.locator(f".lane-panel[data-variant={name}]") for name, _ in turns}
    expect(panels["async"].locator(".lane-state")).to_contain_text("Not its turn yet")
    hub.send(16, len(hub.lines) - 1)
    expect(panels["sync"].locator(".lane-state")).to_contain_text("Its turn of 1 s")
    # The picture first glides to its last tick, and then stands still, whole.
    page.wait_for_function("() => document.querySelector('lab-run').player.mode === 'still'")
    spans = page.evaluate(
        "document.querySelector('lab-lanes').panels.map(({ scene }) => [scene.window.from, scene.window.to])"
    )
    assert spans == [[0, END / 2], [END / 2, END]]
