"""Step 3: two pages at once, and a clear word to the others."""

import asyncio

import project_shops as shops
from django.test import SimpleTestCase


class TurnedAway(SimpleTestCase):
    def setUp(self):
        shops.reset()

    async def test_third(self):
        """Of five requests at once, two are answered and three turned away

        Look at: async def prices
        Hint: 2
        """
        asked = [self.async_client.get(f"/prices/{number}") for number in range(5)]
        statuses = sorted(answer.status_code for answer in await asyncio.gather(*asked))
        self.assertEqual(statuses, [200, 200, 503, 503, 503], f"the answers were {statuses}")

    async def test_retry_after(self):
        """Whoever is turned away is told when to come again

        Look at: 503
        Hint: 3
        """
        asked = [self.async_client.get(f"/prices/{number}") for number in range(3)]
        for answer in await asyncio.gather(*asked):
            if answer.status_code == 503:
                self.assertIn("Retry-After", answer.headers, "a 503 has no header Retry-After")

    async def test_afterwards(self):
        """Afterwards there is room again

        Look at: places
        Hint: 1
        """
        await asyncio.gather(*(self.async_client.get(f"/prices/{number}") for number in range(3)))
        answer = await self.async_client.get("/prices/aurora")
        self.assertEqual(answer.status_code, 200, "nobody is there any more, and the page is still full")
