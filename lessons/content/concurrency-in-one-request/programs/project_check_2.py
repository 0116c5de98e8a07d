"""Step 2: a shop that fails is not a shop that is late."""

import project_shops as shops
from django.test import SimpleTestCase


class Failing(SimpleTestCase):
    def setUp(self):
        shops.reset()

    async def test_failing(self):
        """A shop that cannot be reached is named so, and the others are there

        Look at: task.result()
        Hint: 2
        """
        shops.broken.add("Stern")
        answer = await self.async_client.get("/prices/aurora")
        wanted = {**shops.SAYS, "Stern": "unreachable"}
        self.assertEqual(answer.json(), wanted, f"it says {answer.json()}")

    async def test_late(self):
        """A shop that is late is still null

        Look at: cancelled()
        Hint: 1
        """
        shops.broken.add("Stern")
        shops.hanging.add("Lux")
        answer = await self.async_client.get("/prices/aurora")
        wanted = {"Lampe": 19, "Lux": None, "Stern": "unreachable"}
        self.assertEqual(answer.json(), wanted, f"it says {answer.json()}")
