"""Step 4: one till refuses, one hangs, and the page has an end."""

import asyncio

import project_tills as tills
from django.test import SimpleTestCase


class Half(SimpleTestCase):
    def setUp(self):
        tills.forget()
        self.addCleanup(tills.forget)

    async def page(self):
        """The page, or how it ended otherwise."""
        try:
            async with asyncio.timeout(3):
                response = await self.async_client.get("/report")
                return b"".join([part async for part in response.streaming_content]).decode()
        except TimeoutError:
            return "nothing for 3 s"
        except tills.NoAnswer:
            return "cut off: a till's NoAnswer went through"

    async def test_refuses(self):
        """Bern refuses, and its row says so

        Look at: await call
        Hint: 1
        """
        tills.failing.add("Bern")
        page = await self.page()
        self.assertIn("Bern: no answer", page, f"the page is {page}")
        self.assertTrue(page.endswith("</ul>"), "the page has no end")

    async def test_hangs(self):
        """Thun hangs, and the page ends all the same

        Look at: takings(
        Hint: 2
        """
        tills.hanging.add("Thun")
        page = await self.page()
        self.assertIn("Thun: no answer", page, f"the page is {page}")
        self.assertIn("Chur: 80", page, "the other rows are there")

    async def test_head_first(self):
        """The head still leaves first

        Look at: yield HEAD
        Hint: 3
        """
        response = await self.async_client.get("/report")
        first = await anext(response.streaming_content)
        self.assertIn(b"<title>", first, f"the first part is {first!r}")
        self.assertEqual(tills.answered, [], "the head has waited for an answer")
