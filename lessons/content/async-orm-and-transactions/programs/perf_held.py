import asyncio

from asgi_get import get
from asgiref.sync import sync_to_async
from django.core.asgi import get_asgi_application
from django.db import close_old_connections, connection
from django.http import HttpResponse
from django.urls import path
from shop import Lamp, fill


def is_open():
    """Asked in the request's thread, where its connection is."""
    return connection.connection is not None


async def service():
    return "held" if await sync_to_async(is_open)() else "given back"


# [views]
async def keeps(request):
    await Lamp.objects.aget(pk=1)
    return HttpResponse(await service())


async def gives_back(request):
    await Lamp.objects.aget(pk=1)
    await sync_to_async(close_old_connections)()
    return HttpResponse(await service())


async def asks_first(request):
    said = await service()
    await Lamp.objects.aget(pk=1)
    return HttpResponse(said)


# [/views]

views = (keeps, gives_back, asks_first)
urlpatterns = [path(view.__name__, view) for view in views]


async def main():
    app = get_asgi_application()
    for view in views:
        said = await get(app, f"/{view.__name__}")
        print(f"{view.__name__:10} {said}")


fill()
asyncio.run(main())
