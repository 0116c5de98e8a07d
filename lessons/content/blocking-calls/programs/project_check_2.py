"""Step 2: how long a request held the loop at a stretch."""

from django.test import SimpleTestCase


class Held(SimpleTestCase):
    async def said(self, page):
        response = await self.async_client.get(page)
        return response.headers.get("Server-Timing", "")

    async def test_answers(self):
        """The pages still answer

        Look at: __await__
        Hint: 2
        """
        response = await self.async_client.get("/report")
        self.assertEqual(response.content, b"pdf")

    async def test_waits(self):
        """A page that only awaits has not held the loop

        Look at: __await__
        Hint: 3
        """
        said = await self.said("/parcel")
        wanted = "total;dur=500, held;dur=0"
        self.assertEqual(said, wanted, f"for /parcel it is {said!r}, not {wanted!r}: a wait between steps is no step")

    async def test_blocks(self):
        """A page that blocks has held it for as long as the call

        Look at: longest
        Hint: 3
        """
        said = await self.said("/report")
        wanted = "total;dur=500, held;dur=300"
        self.assertEqual(said, wanted, f"for /report it is {said!r}, not {wanted!r}")
