import asyncio
import threading

from asgi_get import get
from asgiref.sync import sync_to_async
from django.conf import settings
from django.core.asgi import get_asgi_application
from django.http import HttpResponse
from django.urls import path

settings.configure(ROOT_URLCONF=__name__)
go_on = threading.Event()
finished = []


def slow():
    go_on.wait()
    finished.append("the slow call")


def quick():
    finished.append("the quick call")


async def view(request):
    try:
        async with asyncio.timeout(0.1):
            await sync_to_async(slow)()
    except TimeoutError:
        print("given up after 0.1 s; finished:", finished)
    after = asyncio.create_task(sync_to_async(quick)())
    await asyncio.sleep(0.2)
    print("0.2 s later; finished:", finished)
    go_on.set()
    await after
    print("at last; finished:", finished)
    return HttpResponse()


urlpatterns = [path("", view)]
asyncio.run(get(get_asgi_application(), "/"))
