"""A page and a purchase, each written twice."""

import asyncio

from asgi_get import get
from asgiref.sync import sync_to_async
from django.core.asgi import get_asgi_application
from django.db import IntegrityError, transaction
from django.db.models import F
from django.http import HttpResponse
from django.urls import path
from shop import Lamp, Order, fill


# [before]
async def buy_apart(request, lamp):
    # Two calls are two transactions.
    await Order.objects.acreate(customer_id=1, lamp_id=lamp)
    await Lamp.objects.filter(pk=lamp).aupdate(left=F("left") - 2)
    return HttpResponse("bought")
    # [/before]


# [after]
@transaction.atomic
def place(lamp):
    # One function, one thread, one transaction.
    Order.objects.create(customer_id=1, lamp_id=lamp)
    Lamp.objects.filter(pk=lamp).update(left=F("left") - 2)


async def buy_whole(request, lamp):
    await sync_to_async(place)(lamp)
    return HttpResponse("bought")
    # [/after]


def refusing(view):
    async def inner(request, lamp):
        try:
            return await view(request, lamp)
        except IntegrityError:
            return HttpResponse("sold out")

    return inner


urlpatterns = [
    path("apart/<int:lamp>", refusing(buy_apart)),
    path("whole/<int:lamp>", refusing(buy_whole)),
]


async def main():
    app = get_asgi_application()
    for way in ("apart", "whole"):
        before = await Order.objects.acount()
        said = await get(app, f"/{way}/2")
        more = await Order.objects.acount() - before
        print(f"{way}: {said}, {more} orders written")


fill()
asyncio.run(main())
