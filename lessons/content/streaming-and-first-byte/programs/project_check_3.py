"""Step 3: when the reader leaves, nothing goes on for nobody."""

import asyncio

import project_tills as tills
from django.test import SimpleTestCase


class Left(SimpleTestCase):
    def setUp(self):
        tills.forget()

    async def test_given_up(self):
        """The reader leaves, and all three calls are given up

        Look at: create_task
        Hint: 1
        """
        response = await self.async_client.get("/report")
        parts = response.streaming_content
        await anext(parts)
        waits = asyncio.ensure_future(anext(parts))
        await asyncio.sleep(0.05)
        waits.cancel()  # what Django does when the client disconnects
        await asyncio.wait([waits])
        await asyncio.sleep(0.05)
        left = sorted(set(tills.asked) - set(tills.given_up))
        self.assertEqual(left, [], f"the reader has gone, and these calls go on: {', '.join(left)}")

    async def test_whole(self):
        """Who stays gets the whole page

        Look at: yield END
        Hint: 3
        """
        response = await self.async_client.get("/report")
        page = b"".join([part async for part in response.streaming_content]).decode()
        self.assertTrue(page.endswith("</ul>"), f"the page ends with {page[-20:]}")
        self.assertEqual(tills.given_up, [], "a call was given up though the reader has stayed")
