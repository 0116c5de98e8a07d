"""The board waits once, and a service that is down leaves a gap."""

import practice_board_services as services
from django.test import SimpleTestCase


class Board(SimpleTestCase):
    def setUp(self):
        services.down.clear()
        services.most["waiting"] = 0

    async def parts(self):
        response = await self.async_client.get("/board")
        return response.json()

    async def test_parts(self):
        """The board shows all three

        Look at: JsonResponse(
        """
        self.assertEqual(await self.parts(), services.SAYS)

    async def test_at_once(self):
        """The three calls wait at once

        Look at: await
        """
        await self.parts()
        most = services.most["waiting"]
        self.assertEqual(most, 3, f"at most {most} waited at a time, not 3")

    async def test_one_is_down(self):
        """A service that is down is null; the others are shown

        Look at: await
        """
        for name in services.SAYS:
            services.down = {name}
            self.assertEqual(await self.parts(), {**services.SAYS, name: None})
