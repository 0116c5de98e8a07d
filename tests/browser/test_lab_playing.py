"""The clock of a run's page: held, stepped, scrubbed, replayed, zoomed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Hub
from tests.browser.recording import END

pytestmark = pytest.mark.browser


def playhead(page: Page) -> int:
    return int(page.locator("lab-run").get_attribute("data-playhead") or 0)


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
