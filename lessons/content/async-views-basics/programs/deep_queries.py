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
    time.sleep(0.2)
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


async def three(request):
    queries = [Price.objects.aget() for _ in range(3)]
    await asyncio.gather(*queries)
    return HttpResponse()


async def one(request):
    await Price.objects.aget()
    return HttpResponse()


urlpatterns = [
    path("three/", three),
    path("one/", one),
]


async def main():
    global most
    await get(app, "/three/")
    print("three queries, one request:", most)
    most = 0
    requests = [get(app, "/one/") for _ in range(3)]
    await asyncio.gather(*requests)
    print("three queries, three requests:", most)


asyncio.run(main())
