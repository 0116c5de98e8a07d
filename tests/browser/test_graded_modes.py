"""The modes that ask questions, in a real browser: by keyboard, without JavaScript, and before axe in every state."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.pages import LOOKS, Look
from tests.quiz.placing import HINTS, write_placed
from tests.quiz.types import MADE, Fields
from tests.setup.servers import Site, run_site

pytestmark = pytest.mark.browser
Axe = Callable[[Any], list[str]]
PRACTICE, CHALLENGE, REVIEW = "/lessons/tiny/practice/", "/lessons/tiny/challenge/", "/lessons/tiny/review/"


@pytest.fixture(scope="module")
def sets_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("sets-site")
    content = write_placed(folder / "content").root
    env = {"DJANGO_SETTINGS_MODULE": "tests.quiz.settings", "CONTENT_ROOT": str(content)}
    with run_site(folder, env) as site:
        yield site


def asked(page: Page, name: str) -> Locator:
    return page.locator(f"#q-{name}")


def fill(slot: Locator, fields: Fields) -> None:
    for name, value in fields.items():
        for each in [value] if isinstance(value, str) else value:
            control = slot.locator(f'[name="{name}"]')
            kind = control.first.evaluate("it => it.type")
            if kind in ("radio", "checkbox"):
                slot.locator(f'[name="{name}"][value="{each}"]').check()
            elif kind == "select-one":
                control.select_option(each)
            else:
                control.fill(each)


def answer(slot: Locator, fields: Fields) -> None:
    fill(slot, fields)
    slot.get_by_role("button", name="Answer", exact=True).click()
    expect(slot.locator(".quiz-verdict")).to_be_visible()


def test_each_type_is_answered_in_its_place_and_tried_again(sets_site: Site, page: Page) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.goto(sets_site.url + PRACTICE)
    for kind, made in MADE.items():
        slot = asked(page, f"p-{kind}")
        answer(slot, made.wrong)
        expect(slot.locator(".quiz-verdict")).to_be_focused()
        expect(slot.locator(".quiz-verdict")).to_have_text("Not right")
        slot.get_by_role("button", name="Try again").click()
        expect(slot.get_by_role("button", name="Answer", exact=True)).to_be_visible()
        answer(slot, made.right)
        expect(slot.locator(".quiz-verdict")).to_have_text("Right")
        expect(slot.get_by_text(f"The solution of p-{kind}.")).to_be_visible()
    page.reload()
    expect(page.locator(".quiz-verdict")).to_have_text(["Right"] * len(MADE))
    assert said == []


def test_a_hint_keeps_what_was_typed_and_takes_the_focus(sets_site: Site, page: Page) -> None:
    page.goto(sets_site.url + PRACTICE)
    slot = asked(page, "p-choice")
    slot.get_by_role("radio").first.check()
    slot.get_by_role("button", name="A hint").focus()
    page.keyboard.press("Enter")
    expect(slot.locator(".hint-given")).to_be_focused()
    expect(slot.get_by_text(HINTS[0])).to_be_visible()
    expect(slot.get_by_role("radio").first).to_be_checked()
    slot.get_by_role("button", name="Another hint").click()
    expect(slot.locator(".hint-given")).to_have_count(2)
    expect(slot.get_by_role("button", name="hint")).to_have_count(0)


def test_a_card_is_turned_and_judged_by_keyboard(sets_site: Site, page: Page) -> None:
    page.goto(sets_site.url + REVIEW)
    slot = asked(page, "r-1")
    slot.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(slot.get_by_text("The back of r-1.")).to_be_visible()
    for _ in range(3):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(slot.locator(".quiz-verdict")).to_have_text("Knew it")
    expect(slot.locator(".quiz-verdict")).to_be_focused()


def test_everything_works_without_javascript(sets_site: Site, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(sets_site.url + PRACTICE)
    slot = asked(page, "p-choice")
    slot.get_by_role("button", name="Answer", exact=True).click()
    expect(slot.get_by_text("There was no answer in the form")).to_be_visible()
    slot.get_by_role("button", name="A hint").click()
    expect(slot.get_by_text(HINTS[0])).to_be_visible()
    for kind, made in MADE.items():
        answer(asked(page, f"p-{kind}"), made.right)
        assert page.url.endswith(f"{PRACTICE}#q-p-{kind}")
        expect(asked(page, f"p-{kind}").locator(".quiz-verdict")).to_have_text(re.compile("^Right"))
    page.goto(sets_site.url + REVIEW)
    asked(page, "r-1").locator("summary").click()
    asked(page, "r-1").get_by_role("button", name="Partly").click()
    expect(asked(page, "r-1").locator(".quiz-verdict")).to_have_text("Partly")
    context.close()


def test_the_challenge_is_mastered_and_its_badge_shown(sets_site: Site, page: Page) -> None:
    page.goto(sets_site.url + CHALLENGE)
    for number in range(1, 6):
        answer(asked(page, f"c-{number}"), {"option": "a"})
    mastery = page.locator("#mastery-now")
    expect(mastery.get_by_text("The challenge is yours.")).to_be_visible()
    mastery.get_by_label("A name to stand on it").fill("Ada")
    mastery.get_by_role("button", name="Make a page to show").click()
    expect(page.get_by_role("heading", name="Mastered")).to_be_visible()
    expect(page.get_by_text("Ada")).to_be_visible()


def test_the_clock_is_off_until_it_is_switched_on(sets_site: Site, page: Page) -> None:
    page.goto(sets_site.url + CHALLENGE)
    clock = page.locator("challenge-clock")
    expect(clock.get_by_role("timer")).to_have_count(0)
    clock.get_by_role("button", name="Switch on a clock").click()
    expect(clock.get_by_role("timer")).to_be_visible()
    page.reload()
    expect(clock.get_by_role("timer")).to_be_visible()
    clock.get_by_role("button", name="Switch the clock off").click()
    expect(clock.get_by_role("timer")).to_have_count(0)


def test_a_diagnostic_ends_with_what_to_read(sets_site: Site, page: Page, axe: Axe) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{sets_site.url}/quiz/tiny/diagnostic/")
    for turn in range(9):
        page.get_by_role("group").locator(f'[value="{"ab"[turn % 2]}"]').check()
        page.get_by_role("button", name="Answer").click()
        page.locator("#quiz-said").get_by_role("link", name=re.compile("Next question|See the result")).click()
        expect(page.locator("#quiz-said h2")).to_have_count(0)
    expect(page.get_by_role("heading", name="5 of 9 right")).to_be_focused()
    expect(page.locator(".diagnosed").get_by_role("link").first).to_be_visible()
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.name)
def test_every_state_is_accessible_and_fits(sets_site: Site, browser: Browser, look: Look, axe: Axe) -> None:
    context = browser.new_context(
        viewport={"width": look.width, "height": look.height}, color_scheme=look.colour, reduced_motion="reduce"
    )
    page = context.new_page()

    def fine(state: str) -> None:
        assert axe(page) == [], state
        assert page.evaluate("document.documentElement.scrollWidth") <= look.width, state

    page.goto(sets_site.url + PRACTICE)
    fine("unanswered")
    slot = asked(page, "p-choice")
    slot.get_by_role("button", name="A hint").click()
    expect(slot.locator(".hint-given")).to_be_visible()
    slot.get_by_role("button", name="Answer", exact=True).click()
    expect(slot.locator(".quiz-note")).to_be_visible()
    fine("a hint, and a form that was refused")
    for turn, (kind, made) in enumerate(MADE.items()):
        answer(asked(page, f"p-{kind}"), made.right if turn % 2 else made.wrong)
    for fold in page.locator(".quiz-said details").all():
        fold.locator("summary").first.click()
    fine("answered, with every reason")
    page.goto(sets_site.url + REVIEW)
    asked(page, "r-1").locator("summary").click()
    fine("a card that is turned")
    asked(page, "r-1").get_by_role("button", name="Not yet").click()
    expect(asked(page, "r-1").locator(".quiz-verdict")).to_be_visible()
    fine("a card that is judged")
    page.goto(sets_site.url + CHALLENGE)
    page.locator("challenge-clock").get_by_role("button").click()
    for number in range(1, 6):
        answer(asked(page, f"c-{number}"), {"option": "a"})
    fine("a challenge that is mastered")
    page.get_by_role("button", name="Make a page to show").click()
    expect(page.get_by_role("heading", name="Mastered")).to_be_visible()
    fine("the badge")
    context.close()
