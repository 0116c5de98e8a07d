"""Step 1: the answer says how long the services took."""

import re

import project_services as services
from django.test import SimpleTestCase


class Measured(SimpleTestCase):
    async def asked(self):
        response = await self.async_client.get("/station")
        return response, response.headers.get("Server-Timing", "")

    async def test_parts(self):
        """The answer holds the three parts

        Look at: JsonResponse
        """
        response, _ = await self.asked()
        self.assertEqual(response.json(), services.SAYS)

    async def test_header(self):
        """Server-Timing says how long the services took

        Look at: return JsonResponse
        Hint: 2
        """
        _, said = await self.asked()
        right = re.fullmatch(r"services;dur=[\d.]+", said)
        self.assertTrue(right, f"Server-Timing is {said!r}, not services;dur=NUMBER")

    async def test_unit(self):
        """The number is one of milliseconds

        Look at: dur=
        Hint: 3
        """
        _, said = await self.asked()
        took = float("".join(re.findall(r"dur=([\d.]+)", said)) or 0)
        longest = 1000 * max(services.WAITS.values())
        self.assertGreater(took, longest - 1, f"dur is {took}, and the longest wait takes {longest:g} ms")
