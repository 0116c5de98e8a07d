import asyncio

from asgiref.sync import sync_to_async
from django.db import connection
from django.db.models import Count, Q
from shop import Customer, Lamp, Order, fill

queries = 0


def count(execute, *query):
    global queries
    queries += 1
    return execute(*query)


def watch():
    connection.execute_wrappers.append(count)


# [ways]
async def one_by_one():
    async for order in Order.objects.order_by("pk"):
        await Customer.objects.aget(pk=order.customer_id)
        await Lamp.objects.aget(pk=order.lamp_id)


async def joined():
    async for order in Order.objects.select_related("customer", "lamp"):
        order.customer.name, order.lamp.name


async def in_sets():
    customers = Customer.objects.prefetch_related("order_set__lamp")
    async for customer in customers:
        [order.lamp.name for order in customer.order_set.all()]


async def three_numbers():
    await Lamp.objects.acount()
    await Lamp.objects.filter(left=0).acount()
    await Lamp.objects.filter(left__lt=3).acount()


async def one_aggregate():
    await Lamp.objects.aaggregate(
        all=Count("pk"),
        sold_out=Count("pk", filter=Q(left=0)),
        scarce=Count("pk", filter=Q(left__lt=3)),
    )


# [/ways]


async def main():
    global queries
    await sync_to_async(watch)()
    for way in (
        one_by_one,
        joined,
        in_sets,
        three_numbers,
        one_aggregate,
    ):
        queries = 0
        await way()
        print(f"{way.__name__:13} {queries}")


fill()
for _ in range(10):
    Order.objects.create(customer_id=1, lamp_id=1)
asyncio.run(main())
