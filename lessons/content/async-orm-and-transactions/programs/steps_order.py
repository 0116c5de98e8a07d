import asyncio

from asgiref.sync import sync_to_async
from django.db import IntegrityError, transaction
from django.db.models import F
from shop import Lamp, Order, counts, fill


def write_order():
    Order.objects.create(customer_id=1, lamp_id=2)
    orders, left, in_transaction = counts()


def take_two():
    Lamp.objects.filter(pk=2).update(left=F("left") - 2)


def both():
    with transaction.atomic():
        write_order()
        take_two()


async def main():
    orders, left, in_transaction = await sync_to_async(counts)()
    try:
        await sync_to_async(write_order)()
        await sync_to_async(take_two)()
    except IntegrityError:
        orders, left, in_transaction = await sync_to_async(counts)()
    try:
        await sync_to_async(both)()
    except IntegrityError:
        orders, left, in_transaction = await sync_to_async(counts)()
    print("orders:", orders, "left:", left)


fill()
asyncio.run(main())
