import asyncio
import json

from asgi_get import get
from django.conf import settings
from django.core.asgi import get_asgi_application
from django.http import StreamingHttpResponse
from django.urls import path

settings.configure(ROOT_URLCONF=__name__)


# [view]
async def prices():
    for number, price in enumerate((101, 99), 1):
        await asyncio.sleep(0.05)
        data = json.dumps({"price": price})
        yield f"id: {number}\ndata: {data}\n\n"


async def ticker(request):
    return StreamingHttpResponse(
        prices(),
        content_type="text/event-stream",
        headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
    )


# [/view]


urlpatterns = [path("", ticker)]
asyncio.run(get(get_asgi_application(), "/", print))
