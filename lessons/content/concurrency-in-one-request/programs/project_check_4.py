"""Step 4: one question to the shops for all who ask the same."""

import asyncio

import project_shops as shops
from django.test import SimpleTestCase


class Shared(SimpleTestCase):
    def setUp(self):
        shops.reset()

    def visit(self, lamp):
        return asyncio.create_task(self.async_client.get(f"/prices/{lamp}"))

    async def begun(self):
        """Waits until the shops are being asked."""
        for _ in range(400):
            if shops.waiting:
                return
            await asyncio.sleep(0.005)

    async def test_once(self):
        """Two who ask for the same lamp ask each shop once

        Look at: compare(lamp)
        Hint: 1
        """
        first, second = await asyncio.gather(self.visit("aurora"), self.visit("aurora"))
        self.assertEqual((first.json(), second.json()), (shops.SAYS, shops.SAYS))
        self.assertEqual(shops.asked["Lux"], 1, f"Lux was asked {shops.asked['Lux']} times for one lamp")

    async def test_two_lamps(self):
        """Two lamps are two questions

        Look at: running
        Hint: 2
        """
        await asyncio.gather(self.visit("aurora"), self.visit("corona"))
        self.assertEqual(shops.asked["Lux"], 2, f"for two lamps Lux was asked {shops.asked['Lux']} times")

    async def test_again(self):
        """Who asks later gets new prices

        Look at: running
        Hint: 2
        """
        await self.async_client.get("/prices/aurora")
        await self.async_client.get("/prices/aurora")
        self.assertEqual(shops.asked["Lux"], 2, "the second visitor, later, got the first one's prices")

    async def test_leaving(self):
        """When the first of two leaves, the second gets an answer

        Look at: await
        Hint: 3
        """
        first, second = self.visit("aurora"), self.visit("aurora")
        await self.begun()
        first.cancel()
        await asyncio.wait([first])
        try:
            answer = await second
        except asyncio.CancelledError:
            self.fail("the first visitor left, and took the second one's answer along")
        self.assertEqual(answer.json(), shops.SAYS)
