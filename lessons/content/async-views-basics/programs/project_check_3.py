"""Step 3: one service hangs, the other two are shown."""

import asyncio

import project_services as services
from django.test import SimpleTestCase


class Late(SimpleTestCase):
    def setUp(self):
        services.cancelled.clear()
        services.hanging.add("bikes")
        self.addCleanup(services.hanging.clear)

    async def asked(self):
        """The answer, or None when it takes more than three seconds."""
        try:
            async with asyncio.timeout(3):
                return await self.async_client.get("/station")
        except TimeoutError:
            return None

    async def test_answers(self):
        """Bikes hangs, and the page answers

        Look at: gather(
        Hint: 1
        """
        answer = await self.asked()
        self.assertIsNotNone(answer, "bikes hangs, and the page hung with it for 3 s")
        wanted = {**services.SAYS, "bikes": None}
        self.assertEqual(answer.json(), wanted, f"bikes should be null and the others there: {answer.json()}")

    async def test_given_up(self):
        """The call to bikes is given up

        Look at: call(
        Hint: 3
        """
        answer = await self.asked()
        self.assertIsNotNone(answer, "bikes hangs, and the page hung with it for 3 s")
        given_up = services.cancelled["bikes"]
        self.assertEqual(given_up, 1, "the page has answered; its call to bikes still waits")
