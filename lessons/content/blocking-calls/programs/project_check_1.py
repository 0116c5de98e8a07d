"""Step 1: how long a request took."""

from django.test import SimpleTestCase


class Total(SimpleTestCase):
    async def test_answers(self):
        """The pages still answer

        Look at: get_response(request)
        """
        response = await self.async_client.get("/parcel")
        self.assertEqual(response.content, b"on its way")

    async def test_header(self):
        """Server-Timing says how long the request took

        Look at: get_response(request)
        Hint: 2
        """
        response = await self.async_client.get("/parcel")
        said = response.headers.get("Server-Timing", "")
        self.assertEqual(said, "total;dur=500", f"for /parcel Server-Timing is {said!r}, not 'total;dur=500'")

    async def test_each(self):
        """Each request is timed by itself

        Look at: clock.now()
        Hint: 3
        """
        await self.async_client.get("/parcel")
        response = await self.async_client.get("/words")
        said = response.headers.get("Server-Timing", "")
        self.assertEqual(said, "total;dur=400", f"for /words, asked after /parcel, it is {said!r}, not 'total;dur=400'")
