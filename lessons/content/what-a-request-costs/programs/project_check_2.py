"""Step 2: a class that is both."""

import project_package  # noqa: F401  its middleware is in the settings
import project_stack
from asgiref.sync import iscoroutinefunction
from django.http import HttpRequest, HttpResponse
from django.test import SimpleTestCase


def view(request):
    return HttpResponse(request.number)


async def aview(request):
    return HttpResponse(request.number)


class ANumber(SimpleTestCase):
    def test_sync(self):
        """Around a sync view it gives numbers

        Look at: class Numbers
        """
        middleware = project_stack.Numbers(view)
        is_async = iscoroutinefunction(middleware)
        self.assertFalse(is_async, "around a sync view it counts as a coroutine function")
        said = [middleware(HttpRequest()).content for _ in range(2)]
        self.assertEqual(said, [b"1", b"2"], f"the numbers are {said}")

    async def test_async(self):
        """Around an async view it gives numbers

        Look at: class Numbers
        Hint: 1
        """
        middleware = project_stack.Numbers(aview)
        said = [(await middleware(HttpRequest())).content for _ in range(2)]
        self.assertEqual(said, [b"1", b"2"], f"the numbers are {said}")

    def test_marked(self):
        """Around an async view it is known to be async

        Look at: self.get_response = get_response
        Hint: 3
        """
        known = iscoroutinefunction(project_stack.Numbers(aview))
        self.assertTrue(known, "iscoroutinefunction says no: a layer around it would take its coroutine for a response")

    def test_says_so(self):
        """It says that it can be both

        Look at: class Numbers
        Hint: 2
        """
        says = [getattr(project_stack.Numbers, f"{kind}_capable", None) for kind in ("sync", "async")]
        self.assertEqual(says, [True, True], f"sync_capable and async_capable are {says}")
