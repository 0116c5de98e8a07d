import asyncio

from asgi_get import get
from django.core.asgi import get_asgi_application
from django.http import HttpResponse
from django.urls import path
from shop import Order, fill


async def names(request):
    orders = Order.objects.select_related("lamp").order_by("pk")
    found = [order.lamp.name async for order in orders]
    return HttpResponse(", ".join(found))


urlpatterns = [path("names", names)]
fill()
print(asyncio.run(get(get_asgi_application(), "/names")))
