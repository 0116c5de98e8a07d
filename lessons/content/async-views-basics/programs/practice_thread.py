import asyncio
import time

from asgi_get import get
from asgiref.sync import sync_to_async
from django.conf import settings
from django.core.asgi import get_asgi_application
from django.http import HttpResponse
from django.urls import path

working = begun = False


def make_pdf(number):
    """A library that knows no async."""
    global working, begun
    working = begun = True
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
settings.configure(ROOT_URLCONF=__name__)
app = get_asgi_application()


async def main():
    pdf = asyncio.create_task(get(app, "/invoice"))
    while not (begun or pdf.done()):
        await asyncio.sleep(0.01)
    print(await get(app, "/health"))
    print(await pdf)


asyncio.run(main())
