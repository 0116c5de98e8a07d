"""The staff's page of imports in a real browser, in every look: a file is looked at and taken along."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.pages import LOOKS, Look
from tests.learners.people import PASSWORD
from tests.quiz.posting import made_up_site
from tests.setup.servers import Site

pytestmark = pytest.mark.browser
Axe = Callable[[Any], list[str]]
MAKE = f"from learners.models import Account; Account.objects.create_superuser('staff@example.org', '{PASSWORD}')"
GIFT = """\
::Who waits::Who waits while a coroutine awaits? {=Nobody #The loop goes on. ~The loop ~%50%The thread}

::Match::Match them. {=gunicorn -> WSGI =Daphne -> ASGI =uvicorn -> ASGI}

How long, in seconds? {#0.5:0.05}

Write what you think. {}
"""


@pytest.fixture(scope="module")
def staffed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with made_up_site(tmp_path_factory.mktemp("importing-site")) as site:
        site.manage("shell", "-v", "0", "-c", MAKE)
        yield site


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.name)
def test_a_file_is_looked_at_and_taken_along(
    staffed: Site, browser: Browser, look: Look, axe: Axe, tmp_path: Path
) -> None:
    context = browser.new_context(viewport={"width": look.width, "height": look.height}, color_scheme=look.colour)
    page = context.new_page()
    page.goto(f"{staffed.url}/me/sign-in/")
    page.locator("input[name=login]").fill("staff@example.org")
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("input[name=password]").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.goto(f"{staffed.url}/staff/import/")
    file = tmp_path / "questions.gift"
    file.write_text(GIFT)
    page.get_by_label("File").set_input_files(file)
    page.get_by_role("button", name="Look at it").click()
    expect(page.get_by_role("heading", name="3 questions would be imported")).to_be_visible()
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= look.width
    with page.expect_download() as taken:
        page.get_by_role("link", name="Download the drafts").click()
    assert taken.value.suggested_filename == "questions.yaml"
    assert "- id: who-waits\n" in taken.value.path().read_text()
    context.close()
