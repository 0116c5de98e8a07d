import asyncio

from asgi_get import get
from asgiref.sync import sync_to_async
from django.conf import settings
from django.core.asgi import get_asgi_application
from django.http import HttpResponse
from django.urls import path
from parcels import status_of

settings.configure(ROOT_URLCONF=__name__)
waiting = False


async def parcel(request, number):
    global waiting
    waiting = True
    status = await sync_to_async(status_of)(number)
    waiting = False
    return HttpResponse(status)


async def health(request):
    when = "meanwhile" if waiting else "before or after"
    return HttpResponse(f"health: answered {when}")


urlpatterns = [
    path("parcel/<int:number>", parcel),
    path("health", health),
]
app = get_asgi_application()


async def main():
    page = asyncio.create_task(get(app, "/parcel/12"))
    while not waiting:
        await asyncio.sleep(0.01)
    print(await get(app, "/health"))
    print(await page)


asyncio.run(main())
