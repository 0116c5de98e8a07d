"""What Python and Django say to four common mistakes."""

import asyncio
import warnings

from asgiref.sync import sync_to_async
from django.db import connection
from django.http import HttpResponse
from django.urls import path
from practice_ask import ask

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

for view in views:
    try:
        asyncio.run(ask(f"/{view.__name__}"))
    except Exception as error:
        print(f"{view.__name__}: {type(error).__name__}")
        print("  " + str(error).replace(". ", ".\n  "))
