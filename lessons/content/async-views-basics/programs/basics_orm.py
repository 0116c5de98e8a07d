import asyncio

import django
from asgiref.sync import sync_to_async
from django.conf import settings
from django.core.exceptions import SynchronousOnlyOperation
from django.db import connection, models, transaction

SQLITE = {
    "ENGINE": "django.db.backends.sqlite3",
    "NAME": ":memory:",
}
settings.configure(DATABASES={"default": SQLITE})
django.setup()


class Order(models.Model):
    item = models.TextField()

    class Meta:
        app_label = "shop"


def create_table():
    with connection.schema_editor() as editor:
        editor.create_model(Order)


@transaction.atomic
def place(*items):
    for item in items:
        Order.objects.create(item=item)


async def main():
    await sync_to_async(create_table)()
    await sync_to_async(place)("lamp", "desk")

    orders = Order.objects.order_by("item")
    print(await orders.acount(), "orders")
    async for order in orders:
        print("-", order.item)

    try:
        Order.objects.count()
    except SynchronousOnlyOperation as error:
        print(type(error).__name__)


asyncio.run(main())
