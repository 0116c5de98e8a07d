"""The staff's page of statistics in a real browser, in every look."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.pages import LOOKS, Look
from tests.learners.people import PASSWORD
from tests.quiz.posting import made_up_site
from tests.setup.servers import Site

pytestmark = pytest.mark.browser
Axe = Callable[[Any], list[str]]
MAKE = (
    "from uuid import uuid4; from learners.models import Account;"
    "from tests.quiz.review.reviewing import answered, question; from tests.quiz.statistics.answering import answers;"
    "answers([question(f'hold-{n}') for n in (1, 2, 3)], 40, 2);"
    "[answered(uuid4(), question('predict-1'), False) for _ in range(40)];"
    f"Account.objects.create_superuser('staff@example.org', '{PASSWORD}')"
)


@pytest.fixture(scope="module")
def answered_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with made_up_site(tmp_path_factory.mktemp("statistics-site")) as site:
        site.manage("shell", "-v", "0", "-c", MAKE)
        yield site


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.name)
def test_it_is_accessible_and_fits(answered_site: Site, browser: Browser, look: Look, axe: Axe) -> None:
    context = browser.new_context(viewport={"width": look.width, "height": look.height}, color_scheme=look.colour)
    page = context.new_page()
    page.goto(f"{answered_site.url}/me/sign-in/")
    page.locator("input[name=login]").fill("staff@example.org")
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("input[name=password]").press("Enter")
    page.get_by_role("link", name="Statistics of the questions").click()
    expect(page.get_by_role("link", name="predict-1")).to_be_visible()
    for summary in page.get_by_text("What was given").all():
        summary.click()
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= look.width
    context.close()
