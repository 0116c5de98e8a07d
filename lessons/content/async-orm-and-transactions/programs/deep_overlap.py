import asyncio
import time

from asgi_get import get
from django.core.asgi import get_asgi_application
from django.db.backends.signals import connection_created
from django.db.models import F, Func
from django.http import HttpResponse
from django.urls import path
from shop import Lamp, fill

running = most = 0


def begin():
    global running, most
    running += 1
    most = max(most, running)


def end():
    global running
    running -= 1


def slow(number):
    """SQLite calls it in each query, and waits for it."""
    begin()
    time.sleep(0.2)
    end()
    return number


def teach(connection, **kwargs):
    connection.connection.create_function("slow", 1, slow)


connection_created.connect(teach)
lamps = Lamp.objects.annotate(slow=Func(F("left"), function="slow"))


async def service():
    """Another site, asked with a client that can be awaited."""
    begin()
    await asyncio.sleep(0.2)
    end()


async def queries(request):
    await asyncio.gather(lamps.aget(pk=1), lamps.aget(pk=2))
    return HttpResponse()


async def mixed(request):
    await asyncio.gather(lamps.aget(pk=1), service())
    return HttpResponse()


urlpatterns = [path("queries", queries), path("mixed", mixed)]


async def main():
    global most
    app = get_asgi_application()
    for name in ("queries", "mixed"):
        most = 0
        await get(app, f"/{name}")
        print(f"{name}: {most} at once")


fill()
asyncio.run(main())
