import asyncio
from contextlib import suppress

from asgiref.sync import sync_to_async
from django.db import IntegrityError, transaction
from django.db.models import F
from shop import Lamp, Order, fill

NEW = {"customer_id": 1, "lamp_id": 2}
lamp = Lamp.objects.filter(pk=2)


def write():
    Order.objects.create(**NEW)


def take_two():
    lamp.update(left=F("left") - 2)  # one is left: it fails


@transaction.atomic
def both():
    write()
    take_two()


# [ways]
async def a():
    await Order.objects.acreate(**NEW)
    await lamp.aupdate(left=F("left") - 2)


async def b():
    await sync_to_async(both)()


async def c():
    await sync_to_async(transaction.atomic(write))()
    await sync_to_async(transaction.atomic(take_two))()


async def d():
    await asyncio.gather(
        Order.objects.acreate(**NEW),
        lamp.aupdate(left=F("left") - 2),
    )


async def e():
    await asyncio.to_thread(both)


# [/ways]


async def main():
    for way in (a, b, c, d, e):
        before = await Order.objects.acount()
        with suppress(IntegrityError):
            await way()
        more = await Order.objects.acount() - before
        print(way.__name__, more)


fill()
asyncio.run(main())
