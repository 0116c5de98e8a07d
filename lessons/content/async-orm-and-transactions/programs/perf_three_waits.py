import asyncio
import time

from asgi_get import get
from django.core.asgi import get_asgi_application
from django.db.backends.signals import connection_created
from django.db.models import F, Func
from django.http import HttpResponse
from django.urls import path
from shop import Lamp, fill

WAIT = 0.3  # seconds, of the query and of the service


def slow(number):
    time.sleep(WAIT)
    return number


def teach(connection, **kwargs):
    connection.connection.create_function("slow", 1, slow)


connection_created.connect(teach)
lamps = Lamp.objects.annotate(slow=Func(F("left"), function="slow"))


async def service():
    await asyncio.sleep(WAIT)


# [ways]
async def in_turn(request):
    await lamps.aget(pk=1)
    await service()
    return HttpResponse()


async def gathered(request):
    await asyncio.gather(
        lamps.aget(pk=1),
        service(),
    )
    return HttpResponse()


# [/ways]

urlpatterns = [path("in_turn", in_turn), path("gathered", gathered)]


async def main():
    app = get_asgi_application()
    for name in ("in_turn", "gathered"):
        begin = time.perf_counter()
        await get(app, f"/{name}")
        took = time.perf_counter() - begin
        print(f"{name:8} {int(took // WAIT)} x the wait")


fill()
asyncio.run(main())
