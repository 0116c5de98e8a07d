import asyncio

from asgiref.sync import sync_to_async
from django.db import close_old_connections, transaction
from shop import Customer, Lamp, Order, fill


async def service():
    await asyncio.sleep(0.01)
    return "bright"


# [lines]
# All or nothing: one sync function.
@transaction.atomic
def place(customer, lamp):
    return Order.objects.create(customer=customer, lamp=lamp)


async def page():
    # One object.
    lamp = await Lamp.objects.aget(pk=1)

    # Rows, with what will be read of them.
    orders = Order.objects.select_related("customer")
    names = [order.customer.name async for order in orders]

    # A long table, piece by piece.
    async for customer in Customer.objects.aiterator(chunk_size=500):
        names.append(customer.name)

    # A query beside another wait.
    number, said = await asyncio.gather(lamp.order_set.acount(), service())

    # A transaction, and what comes after its commit.
    await sync_to_async(place)(customer, lamp)
    await service()

    # The connection goes back before a long wait.
    await sync_to_async(close_old_connections)()
    await service()

    return len(names), number, said


# [/lines]

fill()
print(*asyncio.run(page()))
