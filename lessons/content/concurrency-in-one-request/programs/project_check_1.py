"""Step 1: all shops at once, and a page within its budget."""

import asyncio

import project_shops as shops
from django.test import SimpleTestCase


class Budget(SimpleTestCase):
    def setUp(self):
        shops.reset()

    async def asked(self):
        """The answer, or None when it takes more than three seconds."""
        try:
            async with asyncio.timeout(3):
                return await self.async_client.get("/prices/aurora")
        except TimeoutError:
            return None

    async def test_prices(self):
        """The page holds the three prices

        Look at: return {
        """
        answer = await self.asked()
        self.assertEqual(answer.json(), shops.SAYS)

    async def test_overlap(self):
        """The three shops are asked at once

        Look at: price(shop, lamp)
        Hint: 1
        """
        await self.asked()
        self.assertEqual(shops.most, 3, f"at most {shops.most} shop was asked at a time: they were asked in turn")

    async def test_late(self):
        """A shop that is late is null, and the page is in time

        Look at: asyncio.wait
        Hint: 2
        """
        shops.hanging.add("Lux")
        answer = await self.asked()
        self.assertIsNotNone(answer, "Lux hangs, and the page hung with it for 3 s")
        wanted = {**shops.SAYS, "Lux": None}
        self.assertEqual(answer.json(), wanted, f"Lux should be null and the others there: {answer.json()}")

    async def test_nobody_left(self):
        """When the page is answered, no shop is being asked any more

        Look at: cancel
        Hint: 3
        """
        shops.hanging.add("Lux")
        answer = await self.asked()
        self.assertIsNotNone(answer, "Lux hangs, and the page hung with it for 3 s")
        self.assertEqual(shops.waiting, 0, "the page has answered, and a shop is still being asked")
        self.assertEqual(shops.cancelled["Lux"], 1, "the call to Lux was not given up")
