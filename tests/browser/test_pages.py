"""Every page, in every look: axe finds nothing, nothing scrolls sideways, the console is silent, the weight is small."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.pages import LAB, LOOKS, PAGES, READING, Look
from tests.setup.servers import Site

pytestmark = pytest.mark.browser


@pytest.fixture(params=LOOKS, ids=lambda look: look.name)
def look(request: pytest.FixtureRequest) -> Look:
    return request.param  # type: ignore[no-any-return]


@pytest.fixture
def reader(browser: Browser, look: Look) -> Iterator[Page]:
    context = browser.new_context(
        viewport={"width": look.width, "height": look.height}, color_scheme=look.colour, reduced_motion="reduce"
    )
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_accessible_fits_and_says_nothing_on_the_console(
    site: Site, reader: Page, path: str, axe: Callable[[Any], list[str]]
) -> None:
    said: list[str] = []
    reader.on("console", lambda message: said.append(f"{message.type}: {message.text}"))
    reader.on("pageerror", lambda error: said.append(f"exception: {error}"))
    reader.goto(site.url + path)
    reader.wait_for_load_state("networkidle")
    reader.evaluate("document.querySelectorAll('details').forEach((it) => it.open = true)")
    assert axe(reader) == []
    assert reader.evaluate("document.documentElement.scrollWidth") <= reader.viewport_size["width"]  # type: ignore[index]
    expected = "404" if path == "/nothing/" else "nothing is expected"
    assert [line for line in said if expected not in line] == []


BUDGETS = [(path, 60_000, 25_000) for path in ("/", "/lessons/", *READING)] + [(path, 120_000, 80_000) for path in LAB]


@pytest.mark.parametrize(("path", "whole", "scripts"), BUDGETS)
def test_a_first_visit_stays_within_its_budget(
    site: Site, browser: Browser, path: str, whole: int, scripts: int
) -> None:
    context = browser.new_context()
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    kinds: dict[str, str] = {}
    weights: dict[str, int] = {}
    session.on("Network.responseReceived", lambda event: kinds.update({event["requestId"]: event["type"]}))
    session.on(
        "Network.loadingFinished",
        lambda event: weights.update({event["requestId"]: int(event["encodedDataLength"])}),
    )
    foreign: list[str] = []
    page.on("request", lambda request: foreign.append(request.url) if not request.url.startswith(site.url) else None)
    page.goto(site.url + path)
    page.wait_for_load_state("networkidle")
    context.close()
    # data: addresses are part of what names them, not requests
    assert [url for url in foreign if not url.startswith(("data:", "ws:"))] == []
    assert sum(weights.values()) <= whole, weights
    assert sum(size for request, size in weights.items() if kinds.get(request) == "Script") <= scripts


def test_a_chosen_theme_survives_a_reload(site: Site, page: Page) -> None:
    page.emulate_media(color_scheme="light")
    page.goto(site.url)
    page.get_by_role("button", name="Use dark colours").click()
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.reload()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == dark
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"


def test_the_skip_link_is_the_first_stop_of_the_keyboard(site: Site, page: Page) -> None:
    page.goto(site.url + READING[0])
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


@pytest.mark.parametrize("path", READING)
def test_a_mode_can_be_read_without_javascript(site: Site, browser: Browser, path: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site.url + path)
    assert page.locator("main h1").count() == 1
    assert len(page.locator("main").inner_text()) > 1500
    assert page.get_by_role("link", name="Why").first.is_visible() or page.locator("details summary").count() > 0
    context.close()
