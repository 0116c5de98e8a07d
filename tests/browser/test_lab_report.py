"""The HTML report opens from a file, in a browser that is offline, and asks for nothing."""

from __future__ import annotations

import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.lab.exports.recordings import CITED, name_of
from tests.setup.servers import Site

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (1280, "light")])
def test_it_opens_from_a_file_without_a_request(
    site: Site, browser: Browser, tmp_path: Path, axe: Callable[[Any], list[str]], width: int, scheme: Any
) -> None:
    path = tmp_path / "report.html"
    with urllib.request.urlopen(f"{site.url}/lab/runs/{name_of(CITED[-1])}/export/html/", timeout=30) as response:
        path.write_bytes(response.read())
    context = browser.new_context(offline=True, color_scheme=scheme, viewport={"width": width, "height": 800})
    page = context.new_page()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.goto(path.as_uri())
    assert page.locator(".line-plot").count() == 4
    assert page.locator(".still-plot").count() == 2
    assert page.locator("[data-verdict]").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.locator("details").evaluate_all("all => all.forEach((it) => (it.open = true))")
    assert axe(page) == []
    assert asked == [path.as_uri()]
    assert said == []
    context.close()
