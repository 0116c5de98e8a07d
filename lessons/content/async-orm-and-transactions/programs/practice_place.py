import asyncio

from asgi_get import get
from asgiref.sync import sync_to_async
from django.core.asgi import get_asgi_application
from django.db import IntegrityError, transaction
from django.db.models import F
from django.http import HttpResponse
from django.urls import path
from shop import Lamp, Order, fill


@transaction.atomic
def place(customer, lamp):
    Order.objects.create(customer_id=customer, lamp_id=lamp)
    Lamp.objects.filter(pk=lamp).update(left=F("left") - 1)


async def buy(request, lamp):
    try:
        await sync_to_async(place)(1, lamp)
    except IntegrityError:
        return HttpResponse("sold out")
    return HttpResponse("bought")


urlpatterns = [path("buy/<int:lamp>", buy)]


async def main():
    app = get_asgi_application()
    print(await get(app, "/buy/2"), await get(app, "/buy/2"))
    print("orders:", await Order.objects.acount())


fill()
asyncio.run(main())
