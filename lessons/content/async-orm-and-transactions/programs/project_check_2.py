"""Step 2: two numbers, with one query."""

import inspect

import project_shop
from django.db import connection
from django.test.utils import CaptureQueriesContext
from project_tables import ShopTest


class Stock(ShopTest):
    def test_numbers(self):
        """The page says how many kinds there are, and how many are sold out

        Look at: JsonResponse({"kinds"
        """
        said = self.client.get("/stock").json()
        self.assertEqual(said, {"kinds": 3, "sold_out": 1}, f"the page says {said}")

    def test_one_query(self):
        """Both numbers come from one query

        Look at: kinds =
        Hint: 2
        """
        with CaptureQueriesContext(connection) as asked:
            self.client.get("/stock")
        self.assertEqual(len(asked), 1, f"{len(asked)} queries, not 1")

    def test_on_the_loop(self):
        """The loop is not asked to wait for the database

        Look at: async def stock
        """
        is_async = inspect.iscoroutinefunction(project_shop.stock)
        self.assertTrue(is_async, "the view is no longer async")
