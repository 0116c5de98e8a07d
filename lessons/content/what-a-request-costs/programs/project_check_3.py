"""Step 3: a decorator for both kinds of views."""

import project_package  # noqa: F401  its middleware is in the settings
import project_stack
from asgiref.sync import iscoroutinefunction
from django.test import SimpleTestCase

OPEN = {"X-Key": "open"}


class Keyed(SimpleTestCase):
    def test_kinds(self):
        """A decorated view is of the kind that it was

        Look at: def keyed
        Hint: 1
        """
        kinds = [iscoroutinefunction(view) for view in (project_stack.report, project_stack.old_report)]
        self.assertEqual(kinds, [True, False], f"report and old_report count as async: {kinds}, not [True, False]")

    async def test_open(self):
        """With the key both reports are there, and private

        Look at: def keyed
        Hint: 2
        """
        for address in ("/report", "/old-report"):
            response = await self.async_client.get(address, headers=OPEN)
            said = response.status_code, response.headers.get("Cache-Control")
            self.assertEqual(said, (200, "private"), f"{address}: {said}")

    async def test_closed(self):
        """Without the key both are refused

        Look at: status=403
        Hint: 3
        """
        for address in ("/report", "/old-report"):
            status = (await self.async_client.get(address)).status_code
            self.assertEqual(status, 403, f"{address} answers {status} without the key")
