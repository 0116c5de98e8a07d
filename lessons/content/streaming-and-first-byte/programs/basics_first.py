import asyncio

from asgi_get import get
from django.conf import settings
from django.core.asgi import get_asgi_application
from django.http import StreamingHttpResponse
from django.urls import path

settings.configure(ROOT_URLCONF=__name__)


# [view]
async def parts():
    for number in (1, 2, 3):
        await asyncio.sleep(0.05)  # whatever the part waits for
        yield f"part {number}\n"


async def view(request):
    return StreamingHttpResponse(parts(), content_type="text/plain")


# [/view]


urlpatterns = [path("", view)]
asyncio.run(get(get_asgi_application(), "/", print))
