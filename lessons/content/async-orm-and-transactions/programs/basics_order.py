import asyncio

from asgi_get import get
from asgiref.sync import sync_to_async
from django.core.asgi import get_asgi_application
from django.db import IntegrityError, transaction
from django.db.models import F
from django.http import HttpResponse
from django.urls import path
from shop import Lamp, Order, fill


# [view]
@transaction.atomic
def place(customer, lamp):
    """Sync: all of it happens, or nothing does."""
    Order.objects.create(customer_id=customer, lamp_id=lamp)
    Lamp.objects.filter(pk=lamp).update(left=F("left") - 1)


async def buy(request, lamp):
    try:
        await sync_to_async(place)(1, lamp)
    except IntegrityError:
        return HttpResponse("sold out")
    return HttpResponse("bought")


# [/view]
urlpatterns = [path("buy/<int:lamp>", buy)]


async def main():
    app = get_asgi_application()
    for _ in range(2):
        said = await get(app, "/buy/2")
        lamp = await Lamp.objects.aget(pk=2)
        orders = await Order.objects.filter(lamp=lamp).acount()
        print(f"{said}: {lamp.left} left, {orders} orders")


fill()
asyncio.run(main())
