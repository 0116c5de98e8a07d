import asyncio

from asgi_get import get
from asgiref.sync import iscoroutinefunction
from django.core.asgi import get_asgi_application
from django.http import HttpResponse
from django.urls import path
from django.utils.decorators import sync_and_async_middleware
from site_of import site


@sync_and_async_middleware
def named(get_response):
    if iscoroutinefunction(get_response):

        async def middleware(request):
            request.shop = "lamps"
            return await get_response(request)

    else:

        def middleware(request):
            request.shop = "lamps"
            return get_response(request)

    return middleware


async def view(request):
    return HttpResponse(request.shop)


urlpatterns = [path("", view)]
site(["__main__.named"])
print(asyncio.run(get(get_asgi_application(), "/")))
