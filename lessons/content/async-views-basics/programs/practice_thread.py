import asyncio
import time

from asgiref.sync import sync_to_async
from django.http import HttpResponse
from django.urls import path
from practice_ask import ask

working = False


def make_pdf(number):
    """A library that knows no async."""
    global working
    working = True
    time.sleep(0.4)
    working = False
    return f"invoice {number}"


async def invoice(request):
    pdf = await sync_to_async(make_pdf)(7)
    return HttpResponse(pdf)


async def health(request):
    when = "while" if working else "not while"
    return HttpResponse(f"health: answered {when} the PDF was made")


urlpatterns = [path("invoice", invoice), path("health", health)]


async def main():
    pdf = asyncio.create_task(ask("/invoice"))
    await asyncio.sleep(0.1)
    print(await ask("/health"))
    print(await pdf)


asyncio.run(main())
