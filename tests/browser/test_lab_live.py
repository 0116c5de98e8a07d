"""The lab as people use it: a bet, Run, a real run in the lanes, and its result at its address."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.setup.servers import Site

pytestmark = [pytest.mark.browser, pytest.mark.slow]
Axe = Callable[[Any], list[str]]
PHONE, DESK = {"width": 360, "height": 740}, {"width": 1280, "height": 900}


@pytest.fixture
def people(browser: Browser) -> Iterator[Callable[..., Page]]:
    """people(scheme, size): a page of someone with cookies of their own; it fails on whatever the console complains of."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def come(scheme: str = "light", size: dict[str, int] = DESK) -> Page:
        context = browser.new_context(color_scheme=scheme, viewport=size)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        return page

    yield come
    for context in contexts:
        context.close()
    assert complaints == []


def sideways(page: Page) -> int:
    width: int = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return width


def until_playhead(page: Page, past: float) -> None:
    """Until the picture has come so far, in ms. (`wait_for_function` needs an eval, which the site's policy forbids.)"""
    deadline = time.monotonic() + 30
    while page.evaluate("Number(document.querySelector('lab-run')?.dataset.playhead ?? 0)") <= past:
        assert time.monotonic() < deadline
        page.wait_for_timeout(100)


def test_a_bet_a_run_and_its_result(site: Site, people: Callable[..., Page], axe: Axe) -> None:
    page = people()
    page.goto(f"{site.url}/lab/")
    assert axe(page) == []
    page.locator("#id_bet").fill("5")
    page.locator("#id_clients").fill("60")
    page.locator("#id_latency_ms").fill("400")
    page.locator("#id_seconds").fill("5")
    page.get_by_role("button", name="Run", exact=True).click()
    page.wait_for_url(re.compile(r"/lab/runs/[a-z0-9]{10}/$"))
    run = page.locator("lab-run")
    expect(run).to_have_attribute("data-connection", "watching")
    until_playhead(page, 2000)
    state = page.evaluate(
        """() => { const { state: { variants }, requests } = document.querySelector('lab-run').model;
        const last = (name, column) => variants[name].ticks[column].at(-1);
        return { running: Math.max(...variants.sync.ticks.running.map((n, i) => n + variants.sync.ticks.waiting[i])),
                 lanes: Math.max(...requests.sync.lane) + 1,
                 many: last('async', 'in_flight'), queued: last('sync', 'queued') }; }"""
    )
    # Exactly as many lanes as threads, and never more requests in them than that.
    assert state["lanes"] == 4
    assert state["running"] == 4
    assert state["many"] == 60
    assert state["queued"] == 56
    assert axe(page) == []
    # Someone who opens it midway sees it from its start.
    other = people("dark", PHONE)
    other.goto(page.url)
    expect(other.locator("lab-run")).to_have_attribute("data-connection", "watching")
    assert other.evaluate("document.querySelector('lab-run').model.state.variants.sync.ticks.t[0]") <= 100
    assert axe(other) == []
    assert sideways(other) <= 0
    for watching in (page, other):
        expect(watching.locator("#outcome-title")).to_contain_text("times as many", timeout=30_000)
        expect(watching.locator("[data-verdict]")).to_be_visible()
        # What can be done with a run is offered at its end, not after a reload.
        expect(watching.get_by_role("link", name="Run again with these")).to_be_visible()
        expect(watching.get_by_role("heading", name="Take it along")).to_be_visible()
        assert axe(watching) == []
    assert sideways(other) <= 0
    expect(page.locator(".dots")).to_contain_text("Your bet")
    sentence = page.locator("#outcome-title").inner_text()
    page.reload()
    expect(page.locator("#outcome-title")).to_have_text(sentence)
    expect(page.locator("lab-run")).to_have_attribute("data-connection", "ended")
    assert page.evaluate("document.querySelector('lab-run').model.state.done.verdict") is not None


def test_the_frames_of_a_live_run_are_drawn_ten_times_a_second_or_more(site: Site, people: Callable[..., Page]) -> None:
    page = people()
    page.goto(f"{site.url}/lab/?clients=50&latency=200&seconds=4")
    page.get_by_role("button", name="Run", exact=True).click()
    until_playhead(page, 500)
    drawn = page.evaluate(
        """async () => { const run = document.querySelector('lab-run'); const draw = run.draw.bind(run); let n = 0;
        run.draw = (...given) => { n += 1; draw(...given); };
        await new Promise((done) => setTimeout(done, 2000)); return n; }"""
    )
    assert drawn >= 20
    expect(page.locator("#outcome-title")).to_contain_text("times as many", timeout=30_000)


def test_the_form_and_a_stored_run_need_no_script(site: Site, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False, viewport=PHONE)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"{site.url}/lab/")
    page.locator("#id_clients").fill("0")
    page.get_by_role("button", name="Run", exact=True).click()
    expect(page.locator(".knob-clients")).to_contain_text("from 1 to 500")
    expect(page.get_by_role("alert").get_by_role("link", name="Clients")).to_be_visible()
    page.goto(f"{site.url}/lab/runs/async-views-basics.sync-vs-async/")
    expect(page.locator("#outcome-title")).to_contain_text("22 times as m")
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_nothing_is_in_anybodys_way(
    site: Site, people: Callable[..., Page], axe: Axe, scheme: str, size: dict[str, int]
) -> None:
    page = people(scheme, size)
    for path in ("/lab/", "/lab/runs/async-views-basics.sync-vs-async/"):
        page.goto(site.url + path)
        page.wait_for_timeout(300)
        assert axe(page) == []
        assert sideways(page) <= 0


def test_a_run_is_started_by_keyboard_alone(site: Site, people: Callable[..., Page]) -> None:
    page = people()
    page.goto(f"{site.url}/lab/?clients=10&latency=100&seconds=1")
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.classList.contains('run-button')"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/lab/runs/[a-z0-9]{10}/$"))
    expect(page.locator("#outcome-title")).to_contain_text("times", timeout=30_000)


def test_what_is_bet_on_is_what_the_chosen_scenario_asks(site: Site, people: Callable[..., Page]) -> None:
    page = people()
    page.goto(f"{site.url}/lab/")
    asked = page.locator("[data-part=question]")
    for scenario in page.locator(".scenario").all()[:3]:
        scenario.click()
        expect(asked).to_have_text(scenario.locator(".scenario-question").inner_text())
