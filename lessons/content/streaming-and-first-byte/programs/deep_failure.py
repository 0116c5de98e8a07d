import asyncio

from asgi_get import get
from django.conf import settings
from django.core.asgi import get_asgi_application
from django.http import StreamingHttpResponse
from django.urls import path

settings.configure(ROOT_URLCONF=__name__, LOGGING_CONFIG=None)


async def parts():
    yield "first"
    raise RuntimeError("no second part")


async def view(request):
    return StreamingHttpResponse(parts())


urlpatterns = [path("", view)]


async def main():
    try:
        await get(get_asgi_application(), "/", lambda what: print("sent", what))
    except RuntimeError as error:
        print("the server gets:", error)


asyncio.run(main())
