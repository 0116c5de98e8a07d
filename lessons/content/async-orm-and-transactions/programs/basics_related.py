import asyncio

from django.core.exceptions import SynchronousOnlyOperation
from shop import Customer, Order, fill


async def main():
    order = await Order.objects.aget(lamp__name="desk lamp")
    print(order.customer_id)
    try:
        print(order.customer.name)
    except SynchronousOnlyOperation as error:
        print(type(error).__name__)

    joined = Order.objects.select_related("customer")
    order = await joined.aget(lamp__name="desk lamp")
    print(order.customer.name)

    people = Customer.objects.prefetch_related("order_set__lamp")
    async for person in people.order_by("name"):
        for order in person.order_set.all():
            print(person.name, order.lamp.name)


fill()
asyncio.run(main())
