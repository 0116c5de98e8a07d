import asyncio
import threading

from asgi_get import get
from asgiref.sync import sync_to_async
from django.core.asgi import get_asgi_application
from django.db import connection, transaction
from django.http import HttpResponse
from django.urls import path
from shop import Lamp, Order, fill

threads, connections = set(), set()


def note(execute, *query):
    """Django calls it around each query of this connection."""
    threads.add(threading.get_ident())
    connections.add(id(connection.connection))
    return execute(*query)


@transaction.atomic
def two_writes():
    lamp = Lamp.objects.create(name="spare", left=1)
    Order.objects.create(customer_id=1, lamp=lamp)


def watch():
    connection.execute_wrappers.append(note)


async def view(request):
    await sync_to_async(watch)()
    await Lamp.objects.aget(pk=1)
    await asyncio.gather(Lamp.objects.acount(), Order.objects.acount())
    await sync_to_async(two_writes)()
    async for _ in Order.objects.all():
        pass
    used = f"threads: {len(threads)}, connections: {len(connections)}"
    loop = threading.get_ident() in threads
    return HttpResponse(f"{used}, loop's: {loop}")


urlpatterns = [path("", view)]
fill()
print(asyncio.run(get(get_asgi_application(), "/")))
