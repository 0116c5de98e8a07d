"""Step 1: the page of orders, with one query."""

from django.db import connection
from django.test.utils import CaptureQueriesContext
from project_shop import Order
from project_tables import ShopTest


class Orders(ShopTest):
    def test_lines(self):
        """The page says who has ordered what

        Look at: order.lamp.name
        Hint: 1
        """
        said = self.client.get("/orders").json()["orders"]
        self.assertEqual(said, ["desk lamp for Ada", "floor lamp for Bob"], f"the page says {said}")

    def test_one_query(self):
        """One query is enough, however many orders there are

        Look at: async for
        Hint: 3
        """
        for _ in range(5):
            Order.objects.create(customer_id=2, lamp_id=1)
        with CaptureQueriesContext(connection) as asked:
            self.client.get("/orders")
        self.assertEqual(len(asked), 1, f"{len(asked)} queries for seven orders, not 1")
