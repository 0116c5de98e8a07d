"""When the first part of an answer arrives."""

import pytest

from tests.lab.engine import assert_lawful, calm, variants

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("server", ["daphne", "uvicorn"])
def test_only_the_async_iterator_brings_the_first_part_early(server: str) -> None:
    lines = calm("streaming-ttfb", "--clients", "6", "--seconds", "2", "--asgi-server", server)
    found = variants(lines)
    whole, streamed, sync = (found[name]["body_ms"]["p50"] for name in ("whole", "async", "sync"))
    assert whole >= 5 * 100 * 0.98
    assert sync >= 5 * 100 * 0.98
    assert streamed <= whole / 2
    assert_lawful(lines)


def test_the_header_of_a_stream_comes_early_on_uvicorn_and_with_the_first_part_on_daphne() -> None:
    """The first byte is not the first byte of the page: with a sync iterator uvicorn sends the header and then nothing."""
    first = {}
    for server in ("daphne", "uvicorn"):
        lines = calm("streaming-ttfb", "--clients", "4", "--seconds", "2", "--asgi-server", server)
        first[server] = variants(lines)["sync"]["ttfb_ms"]["p50"]
    assert first["daphne"] >= 5 * 100 * 0.98
    assert first["uvicorn"] <= first["daphne"] / 3
