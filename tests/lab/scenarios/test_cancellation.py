"""What goes on when the client has left."""

import pytest

from lab.recording import Recording
from tests.lab.engine import assert_lawful, calm, skip_unless_quiet, variants

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("server", ["daphne", "uvicorn", "hypercorn", "granian-asgi"])
def test_an_async_view_is_cancelled_and_a_thread_is_not(server: str) -> None:
    lines = calm("cancellation", "--clients", "20", "--seconds", "4", "--asgi-server", server)
    found = variants(lines)
    assert found["sync"]["gave_up"] > 0
    assert_lawful(lines)
    skip_unless_quiet(lines, most=0.6)  # a loop that does not run learns late that its client has left
    assert found["sync"]["held_ms"]["p50"] >= 5.5 * 300 * 0.98
    assert found["async"]["held_ms"]["p50"] <= found["sync"]["held_ms"]["p50"] / 1.5
    # The recording tells of the thread that goes on after its client has left, and when it ended.
    rows = [row for row in Recording.of(lines).requests("sync") if row["status"] == 499 and row["left"] is not None]
    assert any(row["left"] > row["done"] + 300 for row in rows)
    assert not any("failed" in reason for reason in lines[-1]["reasons"]), "leaving was what was asked for"
