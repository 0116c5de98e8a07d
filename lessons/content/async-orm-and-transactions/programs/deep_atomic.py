import asyncio

from asgiref.sync import sync_to_async
from django.db import transaction
from shop import Lamp, Order, fill


async def async_with():
    async with transaction.atomic():
        await Order.objects.acreate(customer_id=1, lamp_id=1)


async def plain_with():
    with transaction.atomic():
        await Order.objects.acreate(customer_id=1, lamp_id=1)


@transaction.atomic
async def decorated():
    await Order.objects.acreate(customer_id=1, lamp_id=1)


async def hook_on_the_loop():
    transaction.on_commit(lambda: None)


@sync_to_async
@transaction.atomic
def one_function():
    Order.objects.create(customer_id=1, lamp_id=1)
    Lamp.objects.get(name="no such lamp")


async def main():
    for way in (
        async_with,
        plain_with,
        decorated,
        hook_on_the_loop,
        one_function,
    ):
        try:
            await way()
        except Exception as error:
            print(f"{way.__name__:16} {type(error).__name__}")
    print("orders:", await Order.objects.acount())


fill()
asyncio.run(main())
