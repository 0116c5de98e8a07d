"""The visitor's own browser as the client: what it measured stands beside what the server said."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.setup.servers import Site

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("kind", ["sync", "async"])
def test_twelve_at_once_are_measured_and_half_of_them_stall(
    site: Site, page: Page, axe: Callable[[Any], list[str]], kind: str
) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{site.url}/lab/your-browser/")
    button = page.locator(f"button[data-kind={kind}][data-count='12']")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-part=words]")).to_contain_text(f"12 requests to the {kind} view", timeout=20_000)
    # At most six connections to one host over HTTP/1.1.
    expect(page.locator("[data-part=words]")).to_contain_text(re.compile(r"\b([6-9]|1[0-2]) requests stalled"))
    rows = page.locator("own-browser tbody tr")
    expect(rows).to_have_count(12)
    for row in rows.all():
        cells = row.locator("td").all_inner_texts()
        assert all(re.fullmatch(r"[\d.]+ m?s", cell) for cell in cells), cells
    expect(page.locator(".waterfall .part-waiting")).to_have_count(12)
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert button.evaluate("it => it === document.activeElement")
    assert said == []
