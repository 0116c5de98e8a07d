"""Step 4: what must be sync stands first."""

from unittest import mock

import project_package
import project_stack
from asgiref.sync import iscoroutinefunction
from django.conf import settings
from django.core.handlers.asgi import ASGIHandler
from django.test import SimpleTestCase, override_settings


def kinds():
    """Whether each of the program's own layers is given an async one."""
    found = {}

    def watching(name, original):
        def factory(get_response):
            found[name] = iscoroutinefunction(get_response)
            return original(get_response)

        factory.sync_capable = getattr(original, "sync_capable", True)
        factory.async_capable = getattr(original, "async_capable", False)
        return factory

    names = ("timing", "Numbers")
    watched = {name: watching(name, getattr(project_stack, name)) for name in names}
    with mock.patch.multiple(project_stack, **watched):
        ASGIHandler()
    return found


class Order(SimpleTestCase):
    def test_on_the_loop(self):
        """Both layers of your own run on the loop

        Look at: MIDDLEWARE
        Hint: 1
        """
        found = kinds()
        self.assertEqual(found, {"timing": True, "Numbers": True}, f"given an async layer: {found}")

    def test_one_adapter(self):
        """Django has to adapt one layer, and no other

        Look at: MIDDLEWARE
        Hint: 2
        """
        with override_settings(DEBUG=True), self.assertLogs("django.request", "DEBUG") as log:
            ASGIHandler()
        lines = [record.getMessage() for record in log.records]
        wanted = ["Asynchronous handler adapted for middleware project_package.counted."]
        self.assertEqual(lines, wanted, f"the log says {lines}")

    async def test_all_are_there(self):
        """No layer was left out

        Look at: MIDDLEWARE
        """
        self.assertEqual(len(settings.MIDDLEWARE), 4, f"{len(settings.MIDDLEWARE)} layers, not 4")
        project_package.counts.clear()
        response = await self.async_client.get("/status")
        counted = project_package.counts
        self.assertEqual(counted, {"/status": 1}, f"the package has counted {counted}")
        self.assertIn("Server-Timing", response, "the answer has no Server-Timing")
