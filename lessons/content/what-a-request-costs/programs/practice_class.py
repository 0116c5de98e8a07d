import asyncio

from asgi_get import get
from asgiref.sync import iscoroutinefunction, markcoroutinefunction
from django.core.asgi import get_asgi_application
from django.http import HttpResponse
from django.urls import path
from site_of import site


class Named:
    sync_capable = True
    async_capable = True

    def __init__(self, get_response):
        self.get_response = get_response
        if iscoroutinefunction(get_response):
            markcoroutinefunction(self)

    def __call__(self, request):
        request.shop = "lamps"
        return self.get_response(request)


async def view(request):
    return HttpResponse(request.shop)


urlpatterns = [path("", view)]
site(
    [
        "django.middleware.security.SecurityMiddleware",
        "__main__.Named",
    ]
)
print(asyncio.run(get(get_asgi_application(), "/")))
