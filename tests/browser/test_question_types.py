"""Every type of question in a real browser: by keyboard alone, without JavaScript, on a phone, and before axe."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from ruamel.yaml import YAML

from tests.browser.pages import LOOKS, Look
from tests.quiz.questions import OBJECTIVES, write_quiz
from tests.quiz.types import MADE, Fields
from tests.setup.servers import Site, run_site

pytestmark = pytest.mark.browser
Axe = Callable[[Any], list[str]]


def write_types(root: Path) -> Path:
    """A course with a lesson a type, whose three questions are of that type."""
    course = write_quiz(root, [])
    for kind, made in MADE.items():
        folder = root / f"of-{kind}"
        shutil.copytree(course.lesson_folder, folder)
        (folder / "lesson.yaml").write_text(
            (folder / "lesson.yaml").read_text().replace("slug: tiny", f"slug: of-{kind}")
        )
        with (folder / "questions.yaml").open("w", encoding="utf-8") as file:
            YAML().dump([made.make(f"{kind}-{name}", objective=name) for name in OBJECTIVES], file)
    names = ", ".join(["tiny", *(f"of-{kind}" for kind in MADE)])
    course.edit("course.yaml", "lessons: [tiny]", f"lessons: [{names}]")
    return root


@pytest.fixture(scope="module")
def types_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("types-site")
    env = {"DJANGO_SETTINGS_MODULE": "tests.quiz.settings", "CONTENT_ROOT": str(write_types(folder / "content"))}
    with run_site(folder, env) as site:
        yield site


@pytest.fixture(params=MADE)
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def values(fields: Fields, name: str) -> list[str]:
    value = fields.get(name, "")
    return [value] if isinstance(value, str) else value


def fill(page: Page, fields: Fields) -> None:
    """Fills the native controls, as somebody would who sees them."""
    for name in fields:
        for value in values(fields, name):
            control = page.locator(f'#quiz-card [name="{name}"]')
            kind = control.first.evaluate("it => it.type")
            if kind in ("radio", "checkbox"):
                page.locator(f'#quiz-card [name="{name}"][value="{value}"]').check()
            elif kind == "select-one":
                control.select_option(value)
            else:
                control.fill(value)
    page.get_by_role("button", name="Answer").click()


def move_up(page: Page, fields: Fields) -> None:
    """Brings each line to its place, the first one first, with the button that moves it up."""
    for name, place in fields.items():
        row = page.locator(f'[data-item="{name.removeprefix("place-")}"]')
        for _ in range(10):
            if row.locator("select").input_value() == place:
                break
            row.get_by_role("button", name="Move up").focus()
            page.keyboard.press("Enter")
        expect(page.locator(f'[name="{name}"]')).to_have_value(str(place))


def type_in(page: Page, fields: Fields) -> None:
    """Answers by keyboard alone: Tab from the prompt on, keys for each control, Enter on the button."""
    if page.locator("order-lines").count():
        move_up(page, fields)
    page.locator(".quiz-prompt").focus()
    for _ in range(80):
        page.keyboard.press("Tab")
        at = page.evaluate(
            "(({ name, type, value, classList }) => ({ name, type, value, send: classList.contains('quiz-send') }))"
            "(document.activeElement)"
        )
        if at["send"]:
            page.keyboard.press("Enter")
            return
        wanted = values(fields, at["name"] or "")
        if not any(wanted) or (at["value"] in wanted and at["type"] == "select-one"):
            continue
        if at["type"] == "checkbox":
            if at["value"] in wanted:
                page.keyboard.press("Space")
        elif at["type"] == "radio":
            page.keyboard.press("Space")
            for _ in range(10):
                if page.evaluate("document.activeElement.value") in wanted:
                    break
                page.keyboard.press("ArrowDown")
        elif at["type"] == "select-one":
            for _ in range(10):
                if page.evaluate("document.activeElement.value") in wanted:
                    break
                page.keyboard.press("ArrowDown")
        else:
            page.keyboard.type(wanted[0])
    raise AssertionError("the keyboard never came to the button")


def go_on(page: Page) -> None:
    page.locator("#quiz-said").get_by_role("link", name=re.compile("Next question|See the result")).click()


def test_it_can_be_answered_by_keyboard_alone(types_site: Site, page: Page, kind: str) -> None:
    made = MADE[kind]
    page.goto(f"{types_site.url}/quiz/of-{kind}/")
    for answer, title in ((made.right, "Right"), (made.wrong, "Not right")):
        type_in(page, answer)
        expect(page.get_by_role("heading", name=title, exact=True)).to_be_focused()
        go_on(page)
        expect(page.locator(".quiz-prompt")).to_be_focused()


def test_it_works_without_javascript(types_site: Site, browser: Browser, kind: str) -> None:
    made = MADE[kind]
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{types_site.url}/quiz/of-{kind}/")
    answers = [(made.right, "Right"), (made.wrong, "Not right")]
    answers.append((made.partly, "Partly right") if made.partly else (made.right, "Right"))
    for answer, title in answers:
        fill(page, answer)
        expect(page.get_by_role("heading", name=title, exact=True)).to_be_visible()
        go_on(page)
    expect(page.get_by_role("heading", name=re.compile("of 3 right"))).to_be_visible()
    context.close()


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.name)
def test_every_state_is_accessible_and_fits(
    types_site: Site, browser: Browser, kind: str, look: Look, axe: Axe
) -> None:
    made = MADE[kind]
    context = browser.new_context(
        viewport={"width": look.width, "height": look.height}, color_scheme=look.colour, reduced_motion="reduce"
    )
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)

    def fine(state: str) -> None:
        assert axe(page) == [], state
        assert page.evaluate("document.documentElement.scrollWidth") <= look.width, state

    page.goto(f"{types_site.url}/quiz/of-{kind}/")
    fine("unanswered")
    for answer in (made.right, made.wrong, made.partly or made.wrong):
        fill(page, answer)
        expect(page.locator("#quiz-said h2")).to_be_focused()
        fine("answered")
        go_on(page)
        expect(page.locator("#quiz-said h2")).to_have_count(0)
    fine("reviewed")
    assert said == []
    context.close()
