import asyncio

from asgi_get import get
from django.core.asgi import get_asgi_application
from django.http import HttpResponse
from django.urls import path
from shop import Order, fill


async def order(request, pk):
    order = await Order.objects.aget(pk=pk)
    return HttpResponse(f"lamp number {order.lamp_id}")


urlpatterns = [path("order/<int:pk>", order)]
fill()
print(asyncio.run(get(get_asgi_application(), "/order/2")))
