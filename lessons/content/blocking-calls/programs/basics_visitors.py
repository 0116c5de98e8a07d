import asyncio
import time
from threading import Lock

from asgi_get import get
from asgiref.sync import sync_to_async
from django.conf import settings
from django.core.asgi import get_asgi_application
from django.http import HttpResponse
from django.urls import path

settings.configure(ROOT_URLCONF=__name__)
lock = Lock()
inside = most = 0


def count(change):
    global inside, most
    with lock:
        inside += change
        most = max(most, inside)


def status_of_parcel():
    """A library that blocks; counts who is in it."""
    count(+1)
    time.sleep(0.2)
    count(-1)
    return "on its way"


async def blocks(request):
    return HttpResponse(status_of_parcel())


async def hands_over(request):
    handed = sync_to_async(status_of_parcel)
    return HttpResponse(await handed())


async def hands_over_twice(request):
    handed = sync_to_async(status_of_parcel)
    both = await asyncio.gather(handed(), handed())
    return HttpResponse(", ".join(both))


views = [blocks, hands_over, hands_over_twice]
urlpatterns = [path(v.__name__, v) for v in views]
app = get_asgi_application()


async def visit(view, visitors):
    global most
    most = 0
    address = f"/{view.__name__}"
    visits = [get(app, address) for _ in range(visitors)]
    await asyncio.gather(*visits)
    print(f"{view.__name__:16} visitors: {visitors}, calls at once: {most}")


async def main():
    for view in views:
        await visit(view, 1)
        await visit(view, 3)


asyncio.run(main())
