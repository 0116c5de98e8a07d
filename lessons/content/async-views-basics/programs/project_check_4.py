"""Step 4: 20 requests, 10 calls at once to each service."""

import asyncio

import project_services as services
from django.test import SimpleTestCase


class Limited(SimpleTestCase):
    async def test_one(self):
        """One request still gets its three parts

        Look at: JsonResponse
        """
        response = await self.async_client.get("/station")
        self.assertEqual(response.json(), services.SAYS)

    async def test_limit(self):
        """Of 20 requests, 10 call a service at once

        Look at: async with
        Hint: 2
        """
        services.most.clear()
        await asyncio.gather(*(self.async_client.get("/station") for _ in range(20)))
        for name in services.SAYS:
            most = services.most[name]
            self.assertEqual(most, 10, f"{name}: {most} calls at once, not 10")
