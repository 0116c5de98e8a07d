"""Partners that are dragged, picked up by a key, or chosen: the selects always hold what is seen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.quiz.questions import OBJECTIVES, write_quiz
from tests.quiz.types import MADE
from tests.setup.servers import Site, run_site

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def match_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder: Path = tmp_path_factory.mktemp("match-site")
    data = [MADE["match"].make(f"match-{name}", objective=name) for name in OBJECTIVES]
    env = {
        "DJANGO_SETTINGS_MODULE": "tests.quiz.settings",
        "CONTENT_ROOT": str(write_quiz(folder / "content", data).root),
    }
    with run_site(folder, env) as site:
        yield site


@pytest.fixture
def pairs(match_site: Site, page: Page) -> Page:
    page.goto(f"{match_site.url}/quiz/tiny/")
    expect(page.locator(".match-chip").first).to_be_visible()
    return page


def test_a_partner_is_dragged_to_its_place(pairs: Page) -> None:
    chip, row = pairs.locator(".match-chip").nth(1), pairs.locator(".match-row").nth(2)
    value = chip.get_attribute("data-value")
    start, end = chip.bounding_box(), row.bounding_box()
    assert start
    assert end
    pairs.mouse.move(start["x"] + 10, start["y"] + 10)
    pairs.mouse.down()
    pairs.mouse.move(end["x"] + 20, end["y"] + 20, steps=8)
    pairs.mouse.up()
    expect(row.locator("select")).to_have_value(value or "")
    expect(chip).to_have_attribute("aria-pressed", "false")


def test_a_partner_is_picked_up_and_put_down_by_keyboard(pairs: Page) -> None:
    chip, row = pairs.locator(".match-chip").nth(0), pairs.locator(".match-row").nth(1)
    chip.focus()
    pairs.keyboard.press("Enter")
    expect(chip).to_have_attribute("aria-pressed", "true")
    put = row.get_by_role("button", name="Put it here")
    put.focus()
    pairs.keyboard.press("Enter")
    expect(row.locator("select")).to_have_value(chip.get_attribute("data-value") or "")
    expect(row.locator("select")).to_be_focused()
    expect(pairs.get_by_role("button", name="Put it here")).to_have_count(0)


def test_escape_puts_nothing_anywhere(pairs: Page) -> None:
    pairs.locator(".match-chip").nth(0).click()
    pairs.keyboard.press("Escape")
    expect(pairs.get_by_role("button", name="Put it here")).to_have_count(0)
    assert [each.input_value() for each in pairs.locator(".match-row select").all()] == ["", "", ""]
