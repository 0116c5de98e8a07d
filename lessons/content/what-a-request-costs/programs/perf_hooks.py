import asyncio

import switches
from asgi_get import get
from asgiref.sync import iscoroutinefunction
from django.conf import settings
from django.core.asgi import get_asgi_application
from django.http import HttpResponse
from django.urls import path
from django.utils.decorators import sync_and_async_middleware
from django.utils.deprecation import MiddlewareMixin
from site_of import site


# [ways]
class Hooks(MiddlewareMixin):
    def process_request(self, request):
        request.shop = "lamps"

    def process_response(self, request, response):
        response["X-Shop"] = request.shop
        return response


@sync_and_async_middleware
def function(get_response):
    if iscoroutinefunction(get_response):

        async def middleware(request):
            request.shop = "lamps"
            response = await get_response(request)
            response["X-Shop"] = request.shop
            return response

    else:

        def middleware(request):
            request.shop = "lamps"
            response = get_response(request)
            response["X-Shop"] = request.shop
            return response

    return middleware


# [/ways]


async def view(request):
    return HttpResponse("ok")


urlpatterns = [path("", view)]
site([])
for middleware in ([], ["__main__.Hooks"], ["__main__.function"]):
    settings.MIDDLEWARE = middleware
    app = get_asgi_application()
    switches.names.clear()
    asyncio.run(get(app, "/"))
    print(f"{middleware!s:21} {len(switches.names)}")
