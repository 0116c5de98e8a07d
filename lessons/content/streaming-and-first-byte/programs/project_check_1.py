"""Step 1: the head leaves before anything is asked."""

import project_tills as tills
from django.test import SimpleTestCase


class Streamed(SimpleTestCase):
    def setUp(self):
        tills.forget()

    async def test_streams(self):
        """The response is a stream with an async iterator

        Look at: return
        Hint: 1
        """
        response = await self.async_client.get("/report")
        kind = type(response).__name__
        self.assertTrue(response.streaming, f"the view returns {kind}, which is sent as a whole")
        self.assertTrue(response.is_async, "the iterator is a sync one: under ASGI it is read whole first")

    async def test_head_first(self):
        """The head leaves before the first till is asked

        Look at: yield
        Hint: 2
        """
        response = await self.async_client.get("/report")
        self.assertTrue(response.streaming, "the response is sent as a whole")
        first = await anext(response.streaming_content)
        self.assertIn(b"<title>", first, f"the first part is {first!r}")
        self.assertEqual(tills.asked, [], "when the head leaves, a till has been asked and waited for")

    async def test_whole(self):
        """The parts make the whole page

        Look at: yield
        Hint: 3
        """
        response = await self.async_client.get("/report")
        page = b"".join([part async for part in response.streaming_content]).decode()
        for wanted in ("<title>", "Bern: 120", "Chur: 80", "Thun: 95", "</ul>"):
            self.assertIn(wanted, page, f"{wanted} is missing in {page}")
