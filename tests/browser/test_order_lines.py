"""Lines that are dragged, moved by buttons, or given a place: the selects always say what is seen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.quiz.questions import OBJECTIVES, write_quiz
from tests.quiz.types import order
from tests.setup.servers import Site, run_site

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def order_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder: Path = tmp_path_factory.mktemp("order-site")
    course = write_quiz(folder / "content", [order(f"order-{name}", objective=name) for name in OBJECTIVES])
    env = {"DJANGO_SETTINGS_MODULE": "tests.quiz.settings", "CONTENT_ROOT": str(course.root)}
    with run_site(folder, env) as site:
        yield site


@pytest.fixture
def lines(order_site: Site, page: Page) -> Page:
    page.goto(f"{order_site.url}/quiz/tiny/")
    expect(page.get_by_role("button", name="Move up").first).to_be_visible()
    return page


def seen(page: Page) -> list[str]:
    return [row.get_attribute("data-item") or "" for row in page.locator(".order-row").all()]


def sent(page: Page) -> list[str]:
    places = {row: page.locator(f'[name="place-{row}"]').input_value() for row in seen(page)}
    return sorted(places, key=lambda row: int(places[row]))


def test_a_line_can_be_dragged(lines: Page) -> None:
    before = seen(lines)
    first, third = (lines.locator(".order-text").nth(index).bounding_box() for index in (0, 2))
    assert first
    assert third
    lines.mouse.move(first["x"] + 20, first["y"] + 8)
    lines.mouse.down()
    lines.mouse.move(third["x"] + 20, third["y"] + 10, steps=12)
    lines.mouse.up()
    assert seen(lines) == [before[1], before[2], before[0], before[3]]
    assert sent(lines) == seen(lines)


def test_a_button_moves_a_line_says_where_it_is_and_keeps_the_focus(lines: Page) -> None:
    before = seen(lines)
    button = lines.get_by_role("button", name="Move down").first
    button.focus()
    lines.keyboard.press("Enter")
    assert seen(lines) == [before[1], before[0], *before[2:]]
    assert sent(lines) == seen(lines)
    expect(lines.locator(f'[data-item="{before[0]}"] [data-by="1"]')).to_be_focused()
    expect(lines.locator("order-lines [role=status]")).to_have_text("Now at place 2 of 4")


def test_a_chosen_place_moves_the_line(lines: Page) -> None:
    before = seen(lines)
    lines.locator(f'[name="place-{before[3]}"]').select_option("1")
    assert seen(lines) == [before[3], *before[:3]]
    assert sent(lines) == seen(lines)
