import asyncio

from asgi_get import get
from django.core.asgi import get_asgi_application
from django.http import HttpResponse
from django.urls import path
from shop import Lamp, fill

asked = []


async def reviews(pk):
    """Another site's service."""
    asked.append("begins")
    await asyncio.sleep(0.2)
    asked.append("ends")
    return "bright"


async def page(request, pk):
    lamp, said = await asyncio.gather(
        Lamp.objects.aget(pk=pk),
        reviews(pk),
    )
    return HttpResponse(f"{lamp.name}: {said}")


urlpatterns = [path("lamp/<int:pk>", page)]
fill()
print(asyncio.run(get(get_asgi_application(), "/lamp/1")))
