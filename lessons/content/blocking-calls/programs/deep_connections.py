import asyncio
import os
import tempfile

import django
from asgi_get import get
from asgiref.sync import sync_to_async
from django.conf import settings
from django.core.asgi import get_asgi_application
from django.db import connection
from django.db.backends.signals import connection_created
from django.http import HttpResponse
from django.urls import path

folder = tempfile.TemporaryDirectory()
SQLITE = {
    "ENGINE": "django.db.backends.sqlite3",
    "NAME": os.path.join(folder.name, "db"),
}
settings.configure(
    ROOT_URLCONF=__name__,
    DATABASES={"default": SQLITE},
)
django.setup()
opened = []


def note(connection, **kwargs):
    opened.append(connection)


connection_created.connect(note)


def ask():
    connection.ensure_connection()


async def handed_over(request):
    await sync_to_async(ask)()
    return HttpResponse()


async def by_pool(request):
    await asyncio.to_thread(ask)
    return HttpResponse()


urlpatterns = [
    path("handed-over", handed_over),
    path("by-pool", by_pool),
]
app = get_asgi_application()


async def main():
    for address in ("/handed-over", "/by-pool"):
        opened.clear()
        await get(app, address)
        left = sum(each.connection is not None for each in opened)
        print(f"{address} opened {len(opened)}, left open {left}")


asyncio.run(main())
