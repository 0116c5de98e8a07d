"""Step 3: a purchase that is whole, or not at all."""

from django.db import connection
from project_shop import Lamp, Order
from project_tables import ShopTest


class Purchase(ShopTest):
    def test_bought(self):
        """A lamp that is there is bought

        Look at: return HttpResponse("bought")
        """
        response = self.client.get("/buy/1")
        said = response.status_code, response.content.decode()
        self.assertEqual(said, (200, "bought"), f"the answer is {said}")
        left = Lamp.objects.get(pk=1).left
        self.assertEqual(left, 4, f"{left} desk lamps are left, not 4")
        orders = Order.objects.filter(lamp_id=1).count()
        self.assertEqual(orders, 2, f"there are {orders} orders of it, not 2")

    def test_sold_out(self):
        """Of a lamp that is sold out no order stays behind

        Look at: async def buy
        Hint: 2
        """
        response = self.client.get("/buy/3")
        self.assertEqual(response.status_code, 409, f"the status is {response.status_code}, not 409")
        orders = Order.objects.filter(lamp_id=3).count()
        self.assertEqual(orders, 0, f"{orders} order stands there for a lamp that nobody has")

    def test_one_transaction(self):
        """Both writes stand in one transaction

        Look at: async def buy
        Hint: 1
        """
        seen = []

        def look(execute, sql, *more):
            if sql.startswith(("INSERT", "UPDATE")):
                seen.append(connection.in_atomic_block)
            return execute(sql, *more)

        with connection.execute_wrapper(look):
            self.client.get("/buy/1")
        self.assertEqual(seen, [True, True], f"within a transaction: {seen}, not both")
