"""Search in a real browser: as one types, by keyboard, and without JavaScript."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from tests.setup.servers import Site

pytestmark = pytest.mark.browser


def test_results_follow_the_typing_and_the_address_keeps_them(page: Any, site: Site) -> None:
    page.goto(f"{site.url}/search/")
    page.get_by_role("searchbox").press_sequentially("event loo")
    page.locator(".hits mark").first.wait_for()
    page.wait_for_url(re.compile(r"/search/\?q=event(\+|%20)loo$"))
    page.reload()
    assert page.get_by_role("searchbox").input_value() == "event loo"
    page.locator(".hits a").first.click()
    page.wait_for_url(lambda url: "/search/" not in url)


def test_search_is_one_step_from_every_page_and_works_by_keyboard(page: Any, site: Site) -> None:
    page.goto(f"{site.url}/lessons/")
    page.get_by_role("link", name="Search").click()
    page.locator("#q:focus").wait_for()
    page.keyboard.type("first byte")
    page.keyboard.press("Enter")
    page.locator(".hits li").first.wait_for()


def test_without_javascript_the_form_answers(browser: Any, site: Site) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site.url}/search/")
    page.get_by_role("searchbox").fill("thread")
    page.get_by_role("button", name="Search").click()
    assert page.locator(".hits li").count() > 3
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("path", ["/search/", "/search/?q=thread", "/search/?q=qqqq", "/glossary/#event-loop"])
def test_the_pages_are_sound(
    page: Any, site: Site, axe: Callable[[Any], list[str]], path: str, width: int, scheme: str
) -> None:
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 740})
    page.goto(site.url + path)
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_words_meaning_stands_beside_it_until_escape(page: Any, site: Site) -> None:
    page.goto(f"{site.url}/lessons/async-views-basics/why/")
    link = page.locator("a.to-glossary").first
    note = page.get_by_role("tooltip")
    link.focus()
    note.wait_for()
    meaning = page.locator(f"{link.get_attribute('href')} dd").inner_text()
    assert note.inner_text() == meaning
    assert link.get_attribute("aria-describedby") == note.get_attribute("id")
    page.keyboard.press("Escape")
    note.wait_for(state="hidden")
    link.hover()
    note.wait_for()
    note.hover()  # the pointer may move onto it, to select or to read on
    page.wait_for_timeout(400)
    assert note.is_visible()
    page.mouse.move(0, 0)
    note.wait_for(state="hidden")
