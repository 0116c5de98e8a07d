"""A shop: three tables in an SQLite file that goes with the program."""
# not run: it is what the other programs import

import tempfile

import django
from django.conf import settings
from django.db import connection, models

folder = tempfile.TemporaryDirectory()
SQLITE = {
    "ENGINE": "django.db.backends.sqlite3",
    "NAME": f"{folder.name}/shop.sqlite3",
}
settings.configure(
    ROOT_URLCONF="__main__",
    INSTALLED_APPS=["shop"],
    DATABASES={"default": SQLITE},
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
)
django.setup()


class Customer(models.Model):
    name = models.TextField()


class Lamp(models.Model):
    name = models.TextField()
    left = models.IntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(left__gte=0),
                name="none_below_zero",
            ),
        ]


class Order(models.Model):
    customer = models.ForeignKey(Customer, models.CASCADE)
    lamp = models.ForeignKey(Lamp, models.CASCADE)


def fill():
    """Makes the tables: two customers, two lamps, two orders."""
    with connection.schema_editor() as editor:
        for model in (Customer, Lamp, Order):
            editor.create_model(model)
    ada = Customer.objects.create(name="Ada")
    bob = Customer.objects.create(name="Bob")
    desk = Lamp.objects.create(name="desk lamp", left=5)
    floor = Lamp.objects.create(name="floor lamp", left=1)
    Order.objects.create(customer=ada, lamp=desk)
    Order.objects.create(customer=bob, lamp=floor)
    connection.close()


def counts():
    """Orders, floor lamps left, and whether this is a transaction."""
    left = Lamp.objects.get(pk=2).left
    return Order.objects.count(), left, connection.in_atomic_block
