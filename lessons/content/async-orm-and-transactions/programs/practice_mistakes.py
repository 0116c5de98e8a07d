import asyncio

from asgiref.sync import sync_to_async
from django.db import connection, transaction
from shop import Lamp, Order, fill


async def no_a():
    await Lamp.objects.get(pk=1)


async def sync_loop():
    for lamp in Lamp.objects.all():
        print(lamp.name)


async def called_first():
    await sync_to_async(Lamp.objects.get(pk=1))()


async def loops_own():
    await sync_to_async(connection.close)()


async def not_atomic():
    async with transaction.atomic():
        await Order.objects.acount()


async def main():
    await Lamp.objects.acount()  # the thread has its connection now
    for view in (no_a, sync_loop, called_first, loops_own, not_atomic):
        try:
            await view()
        except Exception as error:
            print(f"{view.__name__}: {type(error).__name__}")


fill()
asyncio.run(main())
