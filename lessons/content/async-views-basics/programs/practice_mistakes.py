"""What Python and Django say to four common mistakes."""

import asyncio
import warnings

from asgi_get import get
from asgiref.sync import sync_to_async
from django.conf import settings
from django.core.asgi import get_asgi_application
from django.db import connection
from django.http import HttpResponse
from django.urls import path

warnings.simplefilter("ignore")  # "was never awaited": see the text


async def words():
    return "Hello"


def no_await(request):
    return greeting(request)


async def greeting(request):
    return HttpResponse(await words())


async def run_inside(request):
    return HttpResponse(asyncio.run(words()))


async def called_first(request):
    return HttpResponse(await sync_to_async(str.upper("Hello"))())


async def sync_database(request):
    connection.cursor()


views = [no_await, run_inside, called_first, sync_database]
urlpatterns = [path(view.__name__, view) for view in views]
settings.configure(
    ROOT_URLCONF=__name__,
    DEBUG_PROPAGATE_EXCEPTIONS=True,  # so that we can read them
)
app = get_asgi_application()

for view in views:
    try:
        asyncio.run(get(app, f"/{view.__name__}"))
    except Exception as error:
        print(f"{view.__name__}: {type(error).__name__}")
        print("  " + str(error).replace(". ", ".\n  "))
