"""A question whose answer is a program: written and checked by keyboard, saved once, and never sent."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.pages import LOOKS
from tests.lessons.halving import SOLUTION
from tests.quiz.placing import HINTS, write_code
from tests.setup.servers import Site, run_site

pytestmark = [pytest.mark.browser, pytest.mark.slow]
PRACTICE = "/lessons/tiny/practice/"
LONG = 120_000  # ms; only a limit against hanging
Axe = Callable[[Any], list[str]]


@pytest.fixture(scope="module")
def code_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("code-site")
    content = write_code(folder / "content").root
    env = {"DJANGO_SETTINGS_MODULE": "tests.quiz.settings", "CONTENT_ROOT": str(content)}
    with run_site(folder, env) as site:
        yield site


def test_it_is_written_checked_and_saved_by_keyboard_and_the_program_is_never_sent(
    code_site: Site, page: Page, axe: Axe
) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.set_default_timeout(LONG)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    sent: list[tuple[str, str]] = []
    page.on("request", lambda request: request.post_data and sent.append((request.url, request.post_data)))

    def fine(state: str) -> None:
        assert axe(page) == [], state
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, state

    page.goto(code_site.url + PRACTICE)
    slot = page.locator("#q-p-code")
    fine("not begun")
    slot.get_by_role("button", name="Write it here").focus()
    page.keyboard.press("Enter")
    status = slot.locator(".exercise-status")
    expect(status).to_contain_text("is ready", timeout=LONG)
    slot.locator("python-editor .cm-content").focus()
    page.keyboard.press("Control+Enter")
    expect(status).to_contain_text("half of 4 is not 4", timeout=LONG)
    slot.get_by_role("button", name="A hint").focus()
    page.keyboard.press("Enter")
    expect(slot.get_by_text(HINTS[0])).to_be_visible()
    fine("failed, with a hint")
    # From here on Chromium itself says something: it sets styles where many lines are inserted, and the policy refuses them.
    assert said == []

    slot.locator("python-editor .cm-content").focus()  # the hint has not closed the editor
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(SOLUTION + "# mine alone\n")
    page.keyboard.press("Control+Enter")
    expect(slot.locator(".quiz-verdict")).to_have_text("Passed", timeout=LONG)
    expect(slot.locator(".quiz-verdict")).to_be_focused()
    expect(slot.get_by_text("Because of p-code.")).to_be_visible()
    expect(slot.locator("python-editor .cm-content")).to_contain_text("mine alone")  # beside the solution
    fine("passed")
    assert [url.rpartition("practice/")[2] for url, _ in sent if "/quiz/tiny/" in url] == ["hint/", "answer/"]
    assert not [data for _, data in sent if "mine" in data or "return" in data]

    page.reload()
    expect(slot.locator(".quiz-verdict")).to_have_text("Passed")
    slot.get_by_role("button", name="Go on writing").click()
    expect(slot.locator("python-editor .cm-content")).to_contain_text("mine alone")


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.name)
def test_without_javascript_it_says_so_and_gives_the_files(code_site: Site, browser: Browser, look: Any) -> None:
    context = browser.new_context(
        java_script_enabled=False,
        viewport={"width": look.width, "height": look.height},
        color_scheme=look.colour,
    )
    page = context.new_page()
    page.goto(code_site.url + PRACTICE)
    slot = page.locator("#q-p-code")
    expect(slot.get_by_text("With JavaScript on, you can write and check it here.")).to_be_visible()
    expect(slot.get_by_text("python manage.py test")).to_be_visible()
    address = slot.get_by_role("link", name="take the program with its check").get_attribute("href")
    assert page.request.get(f"{code_site.url}{address}").ok
    slot.get_by_role("button", name="It is done").click()
    expect(slot.get_by_text("every test of its check has passed")).to_be_visible()
    slot.get_by_role("checkbox").check()
    slot.get_by_role("button", name="It is done").click()
    expect(slot.locator(".quiz-verdict")).to_have_text("Passed")
    context.close()
