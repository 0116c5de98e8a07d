"""The reviews in a real browser: with htmx, without JavaScript, by keyboard, in every state and look."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.pages import LOOKS, Look
from tests.quiz.posting import made_up_site
from tests.quiz.questions import pool_data, write_quiz
from tests.setup.servers import Site

pytestmark = pytest.mark.browser
Axe = Callable[[Any], list[str]]
# A learner with three cards that are due, one in two days and one in nine; printed is the cookie by which they are known.
LEARNED = (
    "from datetime import timedelta; from uuid import uuid4; from django.http import HttpResponse;"
    "from django.utils import timezone; from learners import cookie;"
    "from quiz.review.models import Card; from tests.quiz.review.reviewing import answered, question;"
    "now = timezone.now(); me = uuid4(); response = HttpResponse(); cookie.set_on(response, me);"
    "names = ['hold-1', 'hold-2', 'predict-1', 'predict-2', 'decide-1'];"
    "[answered(me, question(name, name.partition('-')[0]), True, now - timedelta(days=9)) for name in names];"
    "[Card.objects.filter(learner_id=me, question_id=name).update(due=now + timedelta(days=days, hours=-1))"
    " for name, days in zip(names, [0, 0, 0, 2, 9])];"
    "print(response.cookies[cookie.NAME].value)"
)


@pytest.fixture(scope="module")
def review_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("review-site")
    write_quiz(folder / "content", [{**question, "hints": ["Think of c / S."]} for question in pool_data()])
    with made_up_site(Path(folder)) as site:
        yield site


def learn(site: Site, page: Page) -> None:
    page.goto(f"{site.url}/quiz/tiny/")
    known = site.manage("shell", "-v", "0", "-c", LEARNED).strip()
    page.context.add_cookies([{"name": "learner", "value": known, "url": site.url}])


def choose(page: Page, option: str) -> None:
    page.get_by_role("radio", name=f"option {option}").check()
    page.get_by_role("button", name="Answer").click()


def expect_focus(page: Page, heading: str) -> None:
    expect(page.get_by_role("heading", name=heading)).to_be_focused()


def test_what_is_due_is_answered_taken_back_and_done(review_site: Site, context: BrowserContext) -> None:
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    learn(review_site, page)
    assert {each["name"] for each in context.cookies()} >= {"zone"}, "the browser has not said its time zone"
    page.goto(f"{review_site.url}/review/")
    expect(page.locator("#review-count")).to_contain_text("3 to answer now")
    first = page.locator(".quiz-prompt").inner_text()
    choose(page, "b")
    expect_focus(page, "Not right")
    expect(page.locator("#quiz-said")).to_contain_text("in 10 minutes")
    page.get_by_role("button", name="Take this grade back").click()
    expect(page.locator(".quiz-prompt")).to_be_focused()
    assert page.locator(".quiz-prompt").inner_text() == first
    expect(page.locator("#review-count")).to_contain_text("3 to answer now 0 done")
    page.get_by_role("link", name="A hint").click()
    expect(page.locator(".review-hint")).to_contain_text("Think of c / S.")
    for _ in range(3):
        choose(page, "a")
        expect_focus(page, "Right")
        page.locator("#quiz-said").get_by_role("link", name="Next question").or_(
            page.get_by_role("link", name="See what comes")
        ).click()
        expect(page.locator("#quiz-said")).to_be_empty()
    expect_focus(page, "Nothing is due now")
    expect(page.locator("#review-count")).to_contain_text("0 to answer now 3 done")
    assert page.url == f"{review_site.url}/review/"
    assert complaints == []


def test_it_works_without_javascript(review_site: Site, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    learn(review_site, page)
    page.goto(f"{review_site.url}/review/")
    page.get_by_role("button", name="Answer").click()
    expect(page.get_by_role("heading", name="There was no answer in the form")).to_be_visible()
    choose(page, "a")
    assert page.url.endswith("#quiz-said")
    expect(page.get_by_role("heading", name="Right", exact=True)).to_be_visible()
    page.get_by_role("button", name="Take this grade back").click()
    page.get_by_role("link", name="A hint").click()
    expect(page.locator(".review-hint")).to_be_visible()
    choose(page, "a")
    page.get_by_role("link", name="Next question").click()
    page.get_by_text("Your limit and your day").click()
    page.get_by_label("Reviews a day, at most").fill("1")
    page.get_by_label("Time zone").fill("Asia/Tokyo")
    page.get_by_role("button", name="Keep these").click()
    expect(page.get_by_role("heading", name="That is enough for today")).to_be_visible()
    assert page.locator("#zone").input_value() == "Asia/Tokyo"
    context.close()


def test_the_keyboard_is_enough(review_site: Site, page: Page) -> None:
    learn(review_site, page)
    page.goto(f"{review_site.url}/review/")
    page.get_by_role("radio").first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page.locator("#quiz-said h2")).to_be_focused()
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent").startswith("Take this"):
            break
    page.keyboard.press("Enter")
    expect(page.locator(".quiz-prompt")).to_be_focused()


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.name)
def test_every_state_is_accessible_and_fits(review_site: Site, browser: Browser, look: Look, axe: Axe) -> None:
    context = browser.new_context(
        viewport={"width": look.width, "height": look.height}, color_scheme=look.colour, reduced_motion="reduce"
    )
    page = context.new_page()

    def fine(state: str) -> None:
        assert axe(page) == [], state
        assert page.evaluate("document.documentElement.scrollWidth") <= look.width, state

    page.goto(f"{review_site.url}/review/")
    fine("nothing learned")
    learn(review_site, page)
    page.goto(f"{review_site.url}/review/")
    page.get_by_text("As a table").click()
    page.get_by_text("Your limit and your day").click()
    fine("due")
    page.get_by_role("link", name="A hint").click()
    expect(page.locator(".review-hint")).to_be_visible()
    fine("hinted")
    choose(page, "b")
    expect_focus(page, "Not right")
    fine("told")
    page.goto(f"{review_site.url}/me/")
    fine("progress")
    context.close()
