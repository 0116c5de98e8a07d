"""The quiz in a real browser: with htmx, without JavaScript, by keyboard, in every state and look."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.pages import LOOKS, Look
from tests.quiz.questions import pool_data, write_quiz
from tests.setup.servers import Site, run_site

pytestmark = pytest.mark.browser
QUIZ = "/quiz/tiny/"
Axe = Callable[[Any], list[str]]


@pytest.fixture(scope="module")
def quiz_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The site with a course of the tests' own, in which every option a is right and every b reveals a wrong idea."""
    folder = tmp_path_factory.mktemp("quiz-site")
    code = "def view(request):\n    return render(request, 'a-template-with-a-long-name.html')  # a long line\n"
    data = [{**question, "stimulus": {"text": code, "language": "python"}, "hints": ["Think of c / S."]} for question in pool_data()]  # fmt: skip
    course = write_quiz(folder / "content", data)
    env = {"DJANGO_SETTINGS_MODULE": "tests.quiz.settings", "CONTENT_ROOT": str(course.root)}
    with run_site(folder, env) as site:
        yield site


def refused(page: Page) -> list[str]:
    """What the page complains about, but for the statuses that these tests provoke."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    return said


def choose(page: Page, option: str) -> None:
    page.get_by_role("radio", name=f"option {option}").check()
    page.get_by_role("button", name="Answer").click()


def go_on(page: Page) -> None:
    page.locator("#quiz-said").get_by_role("link", name=re.compile("Next question|See the result")).click()


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.textContent.trim()"))


def expect_focus(page: Page, heading: str) -> None:
    expect(page.get_by_role("heading", name=heading)).to_be_focused()


def test_an_answer_is_swapped_in_and_the_focus_goes_to_its_heading(quiz_site: Site, page: Page) -> None:
    said = refused(page)
    page.goto(quiz_site.url + QUIZ)
    page.evaluate("window.here = document.querySelector('#quiz-said')")
    choose(page, "b")
    expect_focus(page, "Not right")
    expect(page.locator("#quiz-said")).to_contain_text("Because of")
    expect(page.get_by_role("link", name="Section problem")).to_be_visible()
    expect(page.get_by_role("link", name="Measure it in the lab")).to_be_visible()
    assert page.url == quiz_site.url + QUIZ
    assert page.evaluate("window.here === document.querySelector('#quiz-said')"), "the region that speaks was replaced"
    go_on(page)
    expect(page.locator(".quiz-prompt")).to_be_focused()
    expect(page.locator("#quiz-said")).to_be_empty()
    assert said == []


def test_three_answers_end_in_a_result_with_every_reason(quiz_site: Site, page: Page) -> None:
    page.goto(quiz_site.url + QUIZ)
    for option in "aba":
        choose(page, option)
        go_on(page)
    expect_focus(page, "2 of 3 right")
    expect(page.get_by_text("Because of")).to_have_count(9)
    expect(page.locator(".quiz-steps [data-state=right]")).to_have_count(2)
    page.get_by_role("button", name="Try what was missed").click()
    expect(page.locator(".quiz-steps li")).to_have_count(1)
    expect(page.locator(".quiz-prompt")).to_be_focused()
    choose(page, "a")
    go_on(page)
    expect_focus(page, "1 of 1 right")
    page.get_by_role("link", name="Attempt 1").click()
    expect_focus(page, "2 of 3 right")


def test_an_answered_step_leads_back_to_its_feedback(quiz_site: Site, page: Page) -> None:
    page.goto(quiz_site.url + QUIZ)
    choose(page, "b")
    go_on(page)
    page.get_by_role("link", name="Question 1 not right").click()
    expect_focus(page, "Not right")
    page.reload()
    expect(page.get_by_role("button", name="Answer")).to_be_visible()


def test_it_works_without_javascript(quiz_site: Site, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(quiz_site.url + QUIZ)
    expect(page.get_by_role("group").get_by_role("radio")).to_have_count(3)
    page.get_by_role("button", name="Answer").click()
    expect(page.get_by_role("heading", name="There was no answer in the form")).to_be_visible()
    for option in "aba":
        choose(page, option)
        assert page.url.endswith("#quiz-said")
        expect(page.get_by_role("heading", name="Right" if option == "a" else "Not right")).to_be_visible()
        page.reload()
        go_on(page)
    expect(page.get_by_role("heading", name="2 of 3 right")).to_be_visible()
    page.get_by_role("button", name="Three new questions").click()
    expect(page).to_have_title(re.compile("Question 1 of 3"))
    context.close()


def test_the_keyboard_is_enough(quiz_site: Site, page: Page) -> None:
    page.goto(quiz_site.url + QUIZ)
    page.get_by_role("radio").first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("radio").nth(2)).to_be_checked()
    page.keyboard.press("Enter")
    expect(page.locator("#quiz-said h2")).to_be_focused()
    for _ in range(12):
        page.keyboard.press("Tab")
        if "Next question" in focused(page):
            break
    page.keyboard.press("Enter")
    expect(page.locator(".quiz-prompt")).to_be_focused()
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.type") == "radio":
            break
    page.keyboard.press("Space")
    assert page.evaluate("document.activeElement.checked")
    # Nothing that the keyboard reaches is hidden from the eye.
    assert page.evaluate("document.activeElement.checkVisibility()")


def test_an_empty_answer_is_said_above_the_question(quiz_site: Site, page: Page) -> None:
    page.goto(quiz_site.url + QUIZ)
    page.get_by_role("button", name="Answer").click()
    expect_focus(page, "There was no answer in the form")
    choose(page, "a")
    expect_focus(page, "Right")
    expect(page.locator("#quiz-notice")).to_be_empty()


def test_two_tabs_give_one_response(quiz_site: Site, context: BrowserContext) -> None:
    first, second = context.new_page(), context.new_page()
    for tab in (first, second):
        tab.goto(quiz_site.url + QUIZ)
    choose(first, "b")
    expect_focus(first, "Not right")
    choose(second, "a")
    expect_focus(second, "Your first answer is kept")
    expect(second.locator("#quiz-said")).to_contain_text("Not right")


def test_a_double_click_is_one_answer(quiz_site: Site, page: Page) -> None:
    page.goto(quiz_site.url + QUIZ)
    page.get_by_role("radio", name="option a").check()
    page.get_by_role("button", name="Answer").dblclick()
    expect_focus(page, "Right")
    expect(page.locator(".quiz-note")).to_have_count(0)


def test_a_lost_connection_keeps_the_choice_and_says_so(quiz_site: Site, context: BrowserContext, page: Page) -> None:
    page.goto(quiz_site.url + QUIZ)
    context.set_offline(True)
    choose(page, "a")
    expect_focus(page, "The answer did not reach us")
    expect(page.get_by_role("radio", name="option a")).to_be_checked()
    context.set_offline(False)
    page.get_by_role("button", name="Answer").click()
    expect_focus(page, "Right")


def test_an_expired_form_keeps_the_choice_and_offers_the_question_anew(
    quiz_site: Site, context: BrowserContext, page: Page
) -> None:
    page.goto(quiz_site.url + QUIZ)
    context.clear_cookies()
    choose(page, "a")
    expect_focus(page, "This form has expired")
    expect(page.get_by_role("radio", name="option a")).to_be_checked()
    page.get_by_role("link", name="Load the question again").click()
    choose(page, "a")
    expect_focus(page, "Right")


def test_a_failure_of_the_site_keeps_the_choice_and_says_so(quiz_site: Site, page: Page) -> None:
    page.goto(quiz_site.url + QUIZ)
    page.route("**/answer/", lambda route: route.fulfill(status=502, body="Bad gateway"))
    choose(page, "a")
    expect_focus(page, "Something failed on our side")
    expect(page.get_by_role("radio", name="option a")).to_be_checked()


def test_the_lessons_page_holds_the_quiz_and_keeps_the_readers_place(quiz_site: Site, page: Page) -> None:
    said = refused(page)
    page.goto(quiz_site.url + "/lessons/tiny/performance/")
    page.locator(".quiz-place").scroll_into_view_if_needed()
    expect(page.get_by_role("radio")).to_have_count(3)
    assert page.evaluate("document.activeElement === document.body")
    choose(page, "a")
    expect_focus(page, "Right")
    go_on(page)
    expect(page.locator(".quiz-prompt")).to_be_focused()
    page.keyboard.press("ArrowRight")
    assert page.url.startswith(quiz_site.url + "/lessons/tiny/performance/")
    assert [line for line in said if "404" not in line] == []  # the reader's progress is another room's


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.name)
def test_every_state_is_accessible_and_fits(quiz_site: Site, browser: Browser, look: Look, axe: Axe) -> None:
    context = browser.new_context(
        viewport={"width": look.width, "height": look.height}, color_scheme=look.colour, reduced_motion="reduce"
    )
    page = context.new_page()

    def fine(state: str) -> None:
        assert axe(page) == [], state
        assert page.evaluate("document.documentElement.scrollWidth") <= look.width, state

    page.goto(quiz_site.url + QUIZ)
    fine("unanswered")
    page.get_by_text("A hint").click()
    page.get_by_role("button", name="Answer").click()
    expect(page.locator(".quiz-note")).to_be_visible()
    fine("refused")
    choose(page, "a")
    expect_focus(page, "Right")
    fine("answered right")
    go_on(page)
    choose(page, "b")
    expect_focus(page, "Not right")
    fine("answered wrong")
    go_on(page)
    choose(page, "c")
    go_on(page)
    expect_focus(page, "1 of 3 right")
    fine("finished")
    page.goto(quiz_site.url + "/quiz/")
    fine("the list")
    context.close()


def test_the_quiz_page_is_light(quiz_site: Site, page: Page) -> None:
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    weights: list[int] = []
    session.on("Network.loadingFinished", lambda event: weights.append(int(event["encodedDataLength"])))
    page.goto(quiz_site.url + QUIZ)
    page.wait_for_load_state("networkidle")
    assert sum(weights) <= 60_000
