"""The learner's pages in a real browser: by keyboard, without JavaScript, in every look."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.pages import LOOKS, Look
from tests.learners.people import PASSWORD
from tests.setup.servers import Site

pytestmark = pytest.mark.browser
Axe = Callable[[Any], list[str]]
LESSON = "/lessons/tiny"


@pytest.fixture
def someone(browser: Browser) -> Iterator[Callable[..., Page]]:
    """someone(**options): a page of someone with cookies of their own; what the console complains of fails the test."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def come(**options: Any) -> Page:
        contexts.append(browser.new_context(reduced_motion="reduce", **options))
        page = contexts[-1].new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        return page

    yield come
    for context in contexts:
        context.close()
    assert complaints == []


def answer(site: Site, learner_id: str) -> None:
    """Two attempts of the learner's: one whole, one open, with right and wrong answers."""
    attempts = "".join(
        f"attempt(UUID('{learner_id}'), {n}, '{given}', asked=3); " for n, given in ((1, "abb"), (2, "aa"))
    )
    site.manage("shell", "-c", f"from uuid import UUID; from tests.learners.answers import attempt; {attempts}")


def cookies(page: Page) -> set[str]:
    return {cookie["name"] for cookie in page.context.cookies()}


def test_a_mode_is_marked_in_place_and_ticked_on_the_path(tiny_site: Site, someone: Callable[..., Page]) -> None:
    page = someone()
    page.goto(f"{tiny_site.url}{LESSON}/why/")
    expect(page.get_by_text("0 of 9 modes read")).to_be_visible()
    assert "learner" not in cookies(page)
    tick = "getComputedStyle(document.querySelector('.path-side [data-mode=why] .stop-number'), '::after').content"
    assert page.evaluate(tick) == "none"
    page.get_by_role("button", name="Mark as read").click()
    expect(page.get_by_text("1 of 9 modes read")).to_be_visible()
    assert page.url.endswith("/why/")
    assert page.evaluate(tick) == '""'
    assert "learner" in cookies(page)
    page.goto(f"{tiny_site.url}/me/")
    page.get_by_role("link", name="Go on with Basics").click()
    assert page.url.endswith("/basics/")


def test_a_mode_is_marked_by_keyboard_and_the_focus_stays(tiny_site: Site, someone: Callable[..., Page]) -> None:
    page = someone()
    page.goto(f"{tiny_site.url}{LESSON}/why/")
    page.get_by_role("button", name="Mark as read").focus()
    page.keyboard.press("Enter")
    button = page.get_by_role("button", name="Mark as unread")
    expect(button).to_be_focused()
    expect(button).to_have_accessible_description("Read. 1 of 9 modes read. Next: Basics All your progress")
    expect(button).to_have_class("button-quiet")  # htmx has settled: until then the form is a plain one
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Mark as read")).to_be_focused()


def test_a_form_that_expired_under_the_reader_leads_to_a_page_that_says_so(tiny_site: Site, browser: Browser) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{tiny_site.url}{LESSON}/why/")
    expect(page.get_by_role("button", name="Mark as read")).to_be_visible()
    context.clear_cookies()
    page.get_by_role("button", name="Mark as read").click()
    expect(page.get_by_role("heading", name="This form has expired")).to_be_visible()
    context.close()


def test_without_a_connection_it_is_said_that_nothing_was_saved(tiny_site: Site, browser: Browser) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{tiny_site.url}{LESSON}/why/")
    expect(page.get_by_role("button", name="Mark as read")).to_be_visible()
    context.set_offline(True)
    page.get_by_role("button", name="Mark as read").click()
    expect(page.get_by_role("status").filter(has_text="Not saved")).to_be_visible()
    context.set_offline(False)
    page.get_by_role("button", name="Mark as read").click()
    expect(page.get_by_text("1 of 9 modes read")).to_be_visible()
    context.close()


def test_everything_works_without_javascript(tiny_site: Site, someone: Callable[..., Page]) -> None:
    page = someone(java_script_enabled=False)
    page.goto(f"{tiny_site.url}{LESSON}/basics/")
    page.get_by_role("link", name="Mark as read, and see your path").click()
    page.get_by_role("button", name="Mark as read", exact=True).click()
    assert page.get_by_text("1 of 9 modes read").is_visible()
    page.get_by_role("button", name="Mark as read: Review").click()
    assert page.get_by_text("2 of 9 modes read").is_visible()
    page.get_by_role("button", name="Mark as unread: Review").click()
    page.get_by_role("link", name="All your progress").click()
    assert page.get_by_role("link", name="Go on with Visualize").is_visible()
    with page.expect_download() as saved:
        page.get_by_role("link", name="Download all of it").click()
    assert '"basics"' in saved.value.path().read_text()
    page.get_by_role("link", name="Erase all of it").click()
    page.get_by_role("button", name="Erase everything").click()
    assert page.get_by_role("heading", name="Everything is erased").is_visible()
    assert "learner" not in cookies(page)
    page.goto(f"{tiny_site.url}/me/")
    assert page.get_by_text("Nothing is kept yet").is_visible()


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.name)
def test_nothing_is_in_anybodys_way(tiny_site: Site, someone: Callable[..., Page], axe: Axe, look: Look) -> None:
    page = someone(viewport={"width": look.width, "height": look.height}, color_scheme=look.colour)

    def check(path: str) -> None:
        page.goto(tiny_site.url + path)
        page.wait_for_load_state("networkidle")
        assert axe(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= look.width, path

    for path in ("/me/", "/me/path/tiny/", "/me/answers/", "/me/erase/", "/me/erased/", f"{LESSON}/why/"):
        check(path)
    page.get_by_role("button", name="Mark as read").click()
    expect(page.get_by_text("1 of 9 modes read")).to_be_visible()
    assert axe(page) == []
    learner = next(each["value"] for each in page.context.cookies() if each["name"] == "learner")
    answer(tiny_site, learner.strip('"').partition(":")[0])
    for path in ("/me/", "/me/answers/", "/me/path/tiny/?mode=why", "/me/erase/"):
        check(path)
    expect(page.get_by_text("2 attempts with every answer")).to_be_visible()


@pytest.mark.parametrize("width", [360, 1280])
def test_the_fragment_moves_nothing_when_it_comes(tiny_site: Site, someone: Callable[..., Page], width: int) -> None:
    page = someone(viewport={"width": width, "height": 740})
    held: list[Any] = []
    page.route("**/me/path/**", lambda route: held.append(route))
    page.goto(f"{tiny_site.url}{LESSON}/why/")
    page.wait_for_timeout(200)
    place = "document.querySelector('.page-turn').getBoundingClientRect().top + scrollY"
    before = page.evaluate(place)
    held[0].continue_()
    expect(page.get_by_text("0 of 9 modes read")).to_be_visible()
    assert abs(page.evaluate(place) - before) < 1


def sign_up(page: Page, site: Site, email: str) -> None:
    page.goto(f"{site.url}/me/sign-up/")
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign up").click()


def test_an_account_is_made_by_keyboard_alone(tiny_site: Site, someone: Callable[..., Page]) -> None:
    page = someone()
    page.goto(f"{tiny_site.url}{LESSON}/why/")
    page.get_by_role("button", name="Mark as read").click()
    expect(page.get_by_text("1 of 9 modes read")).to_be_visible()
    page.goto(f"{tiny_site.url}/me/sign-up/")
    page.get_by_label("E-mail address").focus()
    page.keyboard.type("keys@example.org")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Show the password")).to_be_focused()
    page.keyboard.press("Enter")
    assert page.get_by_label("Password", exact=True).get_attribute("type") == "text"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Signed in as keys@example.org")).to_be_visible()
    assert page.get_by_text("1 of 9 modes read").is_visible()
    assert "learner" not in cookies(page)


def test_an_account_needs_no_javascript(tiny_site: Site, someone: Callable[..., Page]) -> None:
    page = someone(java_script_enabled=False)
    sign_up(page, tiny_site, "plain@example.org")
    assert page.get_by_role("heading", name="Signed in as plain@example.org").is_visible()
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("link", name="Sign in").click()
    page.get_by_label("E-mail address").fill("plain@example.org")
    page.get_by_label("Password").fill("something else")
    page.get_by_role("button", name="Sign in").click()
    assert page.get_by_role("alert").inner_text() == "This address and this password do not belong together."
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("link", name="Erase all of it").click()
    page.get_by_role("button", name="Erase everything").click()
    assert page.get_by_role("heading", name="Everything is erased").is_visible()
    assert "sessionid" not in cookies(page)


def test_a_new_password_needs_no_mail_server(tiny_site: Site, someone: Callable[..., Page]) -> None:
    page = someone()
    sign_up(page, tiny_site, "forgets@example.org")
    page.get_by_role("button", name="Sign out").click()
    page.goto(f"{tiny_site.url}/me/password/reset/")
    page.get_by_label("E-mail address").fill("forgets@example.org")
    page.get_by_role("button", name="Send the link").click()
    expect(page.get_by_role("heading", name="Look into your mail")).to_be_visible()
    page.goto(re.findall(r"http://\S+/me/password/reset/\S+", tiny_site.log.read_text())[-1])
    page.get_by_label("New password").fill("another pass phrase")
    page.get_by_role("button", name="Save it").click()
    expect(page.get_by_role("heading", name="The new password is saved")).to_be_visible()


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.name)
def test_no_account_page_is_in_anybodys_way(
    tiny_site: Site, someone: Callable[..., Page], axe: Axe, look: Look
) -> None:
    page = someone(viewport={"width": look.width, "height": look.height}, color_scheme=look.colour)

    def check() -> None:
        page.wait_for_load_state("networkidle")
        assert axe(page) == [], page.url
        assert page.evaluate("document.documentElement.scrollWidth") <= look.width, page.url

    for path in (
        "sign-in/",
        "password/reset/",
        "password/reset/sent/",
        "password/reset/zz-zz/",
        "inactive/",
        "sign-up/",
    ):
        page.goto(f"{tiny_site.url}/me/{path}")
        check()
    page.get_by_role("button", name="Sign up").click()
    expect(page.get_by_role("alert")).to_be_visible()
    check()
    sign_up(page, tiny_site, f"{look.name}@a-rather-long-name-of-a-host.example.org")
    expect(page.get_by_role("heading", name="Signed in as")).to_be_visible()
    check()
    for path in ("password/", "sign-out/", "erase/"):
        page.goto(f"{tiny_site.url}/me/{path}")
        check()
