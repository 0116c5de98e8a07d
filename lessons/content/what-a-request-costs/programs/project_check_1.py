"""Step 1: a middleware that is both."""

import project_package  # noqa: F401  its middleware is in the settings
import project_stack
from asgiref.sync import iscoroutinefunction
from django.http import HttpResponse
from django.test import SimpleTestCase


def view(request):
    return HttpResponse("sync")


async def aview(request):
    return HttpResponse("async")


class Timing(SimpleTestCase):
    def test_sync(self):
        """Around a sync view it is sync, and writes its header

        Look at: def timing
        Hint: 1
        """
        middleware = project_stack.timing(view)
        is_async = iscoroutinefunction(middleware)
        self.assertFalse(is_async, "around a sync view it is a coroutine function")
        response = middleware(None)
        self.assertIn("Server-Timing", response, "the header is missing around a sync view")

    async def test_async(self):
        """Around an async view it is async, and writes its header

        Look at: def timing
        Hint: 2
        """
        middleware = project_stack.timing(aview)
        is_async = iscoroutinefunction(middleware)
        self.assertTrue(is_async, "around an async view it is a sync function")
        response = await middleware(None)
        self.assertIn("Server-Timing", response, "the header is missing around an async view")

    def test_says_so(self):
        """It says that it can be both

        Look at: def timing
        Hint: 3
        """
        says = getattr(project_stack.timing, "async_capable", False)
        self.assertTrue(says, "async_capable is not set: Django takes it for sync only")

    async def test_in_its_stack(self):
        """The site's answers have the header

        Look at: MIDDLEWARE
        """
        response = await self.async_client.get("/status")
        self.assertIn("Server-Timing", response, "the answer of /status has no Server-Timing")
