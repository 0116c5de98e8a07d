"""Streams in a real browser: what it counts as its first byte, what it fetches early, what it can unpack."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.facts.serving import serving

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with serving("uvicorn", "application", project="tests.facts.streams") as found:
        yield found


@pytest.mark.fact("first-byte-is-the-head")
def test_the_browser_counts_its_first_byte_when_the_headers_come(page: Any, address: str) -> None:
    """fetch() gives its response at the headers; the part comes when the gate is opened, 300 ms after that."""
    page.goto(f"{address}/made")
    status, held, text, start, end = page.evaluate(
        """async () => {
            const response = await fetch('/gated?gate=fetched')
            const reading = response.text()
            const nothing = new Promise(done => setTimeout(done, 300, 'nothing yet'))
            const held = await Promise.race([reading, nothing])
            await fetch('/open?gate=fetched')
            const text = await reading
            await new Promise(done => setTimeout(done, 0))
            const [timing] = performance.getEntriesByName(response.url)
            return [response.status, held, text, timing.responseStart, timing.responseEnd]
        }"""
    )
    assert (status, held) == (200, "nothing yet")
    assert "the part" in text
    assert end - start > 250


@pytest.mark.fact("early-head-fetches-early")
def test_the_browser_fetches_what_an_early_head_names_before_the_rest_has_come(page: Any, address: str) -> None:
    page.goto(f"{address}/early")
    assert page.inner_text("p") == "asked for before"


@pytest.mark.fact("gzip-makes-a-stream-of-each-part")
def test_the_browser_shows_the_first_of_several_gzip_streams_only(page: Any, address: str) -> None:
    page.goto(f"{address}/zipped")
    assert page.inner_text("body").split() == ["one"]
