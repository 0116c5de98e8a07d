"""Step 3: a client that leaves is heard by the view."""

import asyncio

import project_clock as clock
from django.test import SimpleTestCase


class Leaves(SimpleTestCase):
    async def test_still_timed(self):
        """The header is as it was

        Look at: __await__
        """
        response = await self.async_client.get("/report")
        said = response.headers.get("Server-Timing", "")
        self.assertEqual(said, "total;dur=500, held;dur=300", f"for /report it is {said!r}")

    async def test_told(self):
        """A view whose client leaves is cancelled

        Look at: yield
        Hint: 2
        """
        clock.cancelled.clear()
        page = asyncio.create_task(self.async_client.get("/forever"))
        for _ in range(50):
            await asyncio.sleep(0.002)
        page.cancel()
        await asyncio.wait([page])
        self.assertEqual(clock.cancelled, ["forever"], "the client has left, and the view was not told")
        self.assertTrue(page.cancelled(), "the cancellation was swallowed on its way out")
