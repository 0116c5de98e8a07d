"""The shop's tables for the checks: two customers, three lamps, two orders."""

# not run: it imports the program that it checks

from django.db import connection
from django.test import TransactionTestCase
from project_shop import Customer, Lamp, Order

MODELS = (Customer, Lamp, Order)


class ShopTest(TransactionTestCase):
    """Not a `TestCase`: there all would be one transaction."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        with connection.schema_editor() as editor:
            for model in MODELS:
                editor.create_model(model)

    @classmethod
    def tearDownClass(cls):
        with connection.schema_editor() as editor:
            for model in reversed(MODELS):
                editor.delete_model(model)
        super().tearDownClass()

    def setUp(self):
        ada = Customer.objects.create(pk=1, name="Ada")
        bob = Customer.objects.create(pk=2, name="Bob")
        desk = Lamp.objects.create(pk=1, name="desk lamp", left=5)
        floor = Lamp.objects.create(pk=2, name="floor lamp", left=1)
        Lamp.objects.create(pk=3, name="night light", left=0)
        Order.objects.create(customer=ada, lamp=desk)
        Order.objects.create(customer=bob, lamp=floor)
