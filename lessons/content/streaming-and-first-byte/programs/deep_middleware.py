import asyncio

from asgi_get import get
from django.conf import settings
from django.core.asgi import get_asgi_application
from django.http import StreamingHttpResponse
from django.urls import path
from django.utils.decorators import async_only_middleware

settings.configure(ROOT_URLCONF=__name__, MIDDLEWARE=[f"{__name__}.timing"])


@async_only_middleware
def timing(get_response):
    async def middleware(request):
        response = await get_response(request)
        print("middleware is done")
        return response

    return middleware


async def parts():
    for part in "AB":
        print("made", part)
        yield part


async def view(request):
    print("view is done")
    return StreamingHttpResponse(parts())


urlpatterns = [path("", view)]
asyncio.run(get(get_asgi_application(), "/", lambda what: print("sent", what)))
