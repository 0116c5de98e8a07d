"""A class watches a run together: one opens it, all bet, whoever comes late or drops out misses nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.setup.servers import Site

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def person(browser: Browser) -> Iterator[Callable[..., Page]]:
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def come(width: int = 1280, scheme: Any = "light") -> Page:
        context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 800})
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "console",
            lambda message: (
                complaints.append(message.text)
                if message.type == "error" and "ERR_INTERNET_DISCONNECTED" not in message.text
                else None
            ),
        )
        return page

    yield come
    for context in contexts:
        context.close()
    assert complaints == []


def bet(page: Page, value: str) -> None:
    page.locator("#party-bet-value").fill(value)
    page.get_by_role("button", name="Bet", exact=True).click()
    expect(page.get_by_role("button", name="Change")).to_be_visible()


def test_a_class_bets_watches_and_misses_nothing(
    site: Site, person: Callable[..., Page], axe: Callable[[Any], list[str]]
) -> None:
    teacher = person()
    teacher.goto(f"{site.url}/lab/?clients=20&latency=200&seconds=4")
    teacher.get_by_role("button", name="Watch together").click()
    teacher.wait_for_url(re.compile(r"/lab/runs/[a-z0-9]{10}/$"))
    expect(teacher.locator("lab-bets")).to_contain_text("No bet has been placed yet")
    students = [person(360, "dark"), person(), person()]
    for student, value in zip(students, ("2", "12", "40"), strict=True):
        student.goto(teacher.url)
        bet(student, value)
    # Everybody's bets are before everybody's eyes, the watchers are counted.
    for page in (teacher, *students):
        expect(page.locator("lab-bets")).to_contain_text("3 bets, from 2 to 40 times")
        expect(page.locator(".run-status")).to_contain_text("4 watching")
    assert axe(teacher) == []
    assert axe(students[0]) == []
    assert students[0].evaluate("document.documentElement.scrollWidth") <= 360
    dropped = students[1]
    dropped.context.set_offline(True)
    dropped.evaluate("document.querySelector('lab-run').socket.close()")
    teacher.get_by_role("button", name="Start the run").click()
    watching = students[0]
    expect(watching.locator("lab-run")).to_have_attribute("status", "running", timeout=20_000)
    expect(watching.locator(".party")).to_be_hidden()
    expect(watching.locator(".lane-panel")).to_have_count(2, timeout=20_000)
    late = person()
    late.goto(teacher.url)
    dropped.context.set_offline(False)
    pages = [teacher, *students, late]
    for page in pages:
        expect(page.locator("#outcome-title")).to_contain_text("times as many", timeout=40_000)
        expect(page.locator("lab-bets")).to_contain_text("Measured:")
    ticks = [
        page.evaluate("document.querySelector('lab-run').model.state.variants.sync.ticks.t.length") for page in pages
    ]
    assert len(set(ticks)) == 1, ticks
    expect(students[0].locator(".dots")).to_contain_text("Your bet")
    expect(students[0].locator(".dots")).to_contain_text("Median of 3")
    assert axe(students[0]) == []
