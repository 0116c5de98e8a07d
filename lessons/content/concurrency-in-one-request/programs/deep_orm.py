import asyncio
import time

from asgi_get import get
from django.conf import settings
from django.core.asgi import get_asgi_application
from django.db import models
from django.db.backends.signals import connection_created
from django.http import HttpResponse
from django.urls import path

SQLITE = {
    "ENGINE": "django.db.backends.sqlite3",
    "NAME": ":memory:",
}
settings.configure(
    ROOT_URLCONF=__name__,
    DATABASES={"default": SQLITE},
)
app = get_asgi_application()
running = most = 0


def slow():
    """SQLite calls it once in each query."""
    global running, most
    running += 1
    most = max(most, running)
    time.sleep(0.15)
    running -= 1
    return 1


def prepare(connection, **kwargs):
    sqlite = connection.connection
    sqlite.create_function("slow", 0, slow)
    sqlite.execute(
        "CREATE TEMP VIEW price AS SELECT slow() AS id",
    )


connection_created.connect(prepare)


class Price(models.Model):
    class Meta:
        app_label = "shop"
        db_table = "price"


async def gathered(request):
    queries = [Price.objects.aget() for _ in range(3)]
    await asyncio.gather(*queries)
    return HttpResponse()


async def mixed(request):
    """One query, and two waits that are not queries."""
    global running, most

    async def service():
        global running, most
        running += 1
        most = max(most, running)
        await asyncio.sleep(0.15)
        running -= 1

    await asyncio.gather(Price.objects.aget(), service(), service())
    return HttpResponse()


urlpatterns = [
    path("gathered", gathered),
    path("mixed", mixed),
]


async def main():
    global most
    for address in ("/gathered", "/mixed"):
        most = 0
        await get(app, address)
        print(address, "waits at once:", most)


asyncio.run(main())
