"""Step 2: three waits side by side, and a free loop."""

import asyncio

import project_services as services
from django.test import SimpleTestCase


class Gathered(SimpleTestCase):
    async def test_parts(self):
        """The three parts are still there, under their names

        Look at: JsonResponse
        Hint: 3
        """
        response = await self.async_client.get("/station")
        self.assertEqual(response.json(), services.SAYS)

    async def test_overlap(self):
        """The three calls wait at once

        Look at: for name in NAMES
        Hint: 2
        """
        services.most.clear()
        await self.async_client.get("/station")
        most = services.most["all"]
        self.assertEqual(most, 3, f"at most {most} call waited at a time: the three waited in turn")

    async def test_free(self):
        """While the page waits, the loop is free

        Look at: call_blocking(
        Hint: 1
        """
        asked = asyncio.create_task(self.async_client.get("/station"))
        await asyncio.sleep(0.05)
        free = services.waiting["all"] > 0
        await asked
        self.assertTrue(free, "while the page waited, nothing else could run: the loop was held")
