import asyncio
import tempfile

from asgi_get import get
from asgiref.sync import sync_to_async
from django.conf import settings
from django.core.asgi import get_asgi_application
from django.db import connection, connections
from django.http import StreamingHttpResponse
from django.urls import path

file = tempfile.NamedTemporaryFile()
engine = "django.db.backends.sqlite3"
settings.configure(
    ROOT_URLCONF=__name__,
    DATABASES={"default": {"ENGINE": engine, "NAME": file.name}},
)


def query():
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


@sync_to_async
def is_open():
    return connection.connection is not None


async def parts():
    yield f"open: {await is_open()}"
    # [close]
    await sync_to_async(connections.close_all)()
    # [/close]
    yield f"open: {await is_open()}"


async def view(request):
    await sync_to_async(query)()
    return StreamingHttpResponse(parts())


urlpatterns = [path("", view)]
asyncio.run(get(get_asgi_application(), "/", print))
