"""Three ways to show a customer's orders, counted."""

import asyncio

from asgiref.sync import SyncToAsync, sync_to_async
from shop import Customer, Lamp, Order, fill

hops = 0
original = SyncToAsync.__call__


async def counted(self, *args, **kwargs):
    global hops
    hops += 1
    return await original(self, *args, **kwargs)


SyncToAsync.__call__ = counted


# [bad]
async def one_by_one(pk):
    customer = await Customer.objects.aget(pk=pk)
    names = []
    async for order in Order.objects.filter(customer=customer):
        lamp = await Lamp.objects.aget(pk=order.lamp_id)
        names.append(lamp.name)
    return customer.name, names
    # [/bad]


# [good]
async def joined(pk):
    orders = Order.objects.filter(customer=pk)
    orders = orders.select_related("customer", "lamp")
    rows = [order async for order in orders]
    return rows[0].customer.name, [row.lamp.name for row in rows]
    # [/good]


# [function]
def orders_of(pk):
    customer = Customer.objects.get(pk=pk)
    orders = customer.order_set.select_related("lamp")
    return customer.name, [order.lamp.name for order in orders]


async def one_function(pk):
    return await sync_to_async(orders_of)(pk)
    # [/function]


async def main():
    global hops
    for way in (one_by_one, joined, one_function):
        hops = 0
        _, lamps = await way(1)
        counts = f"{len(lamps)} lamps, {hops} times to the thread"
        print(f"{way.__name__:12} {counts}")


fill()
for _ in range(9):
    Order.objects.create(customer_id=1, lamp_id=1)
asyncio.run(main())
