"""Step 2: three tills wait at once, and the head does not wait for them."""

import project_tills as tills
from django.test import SimpleTestCase


class Together(SimpleTestCase):
    def setUp(self):
        tills.forget()

    async def test_head_first(self):
        """The head leaves before a till has answered

        Look at: yield HEAD
        Hint: 2
        """
        response = await self.async_client.get("/report")
        first = await anext(response.streaming_content)
        self.assertIn(b"<title>", first, f"the first part is {first!r}")
        self.assertEqual(tills.answered, [], "the head has waited for an answer")

    async def test_at_once(self):
        """All three tills are asked at once

        Look at: takings(
        Hint: 1
        """
        response = await self.async_client.get("/report")
        page = [part.decode() async for part in response.streaming_content]
        self.assertEqual(tills.most, 3, f"at most {tills.most} till waited at a time: they were asked in turn")
        self.assertIn("Thun: 95", "".join(page), "a row is missing")

    async def test_row_by_row(self):
        """Bern's row leaves before Thun has answered

        Look at: await
        Hint: 3
        """
        response = await self.async_client.get("/report")
        async for part in response.streaming_content:
            if b"Bern" in part:
                break
        self.assertNotIn("Thun", tills.answered, "Bern's row has waited for all three")
