import asyncio

from asgi_get import get
from asgiref.sync import iscoroutinefunction, markcoroutinefunction
from django.conf import settings
from django.core.asgi import get_asgi_application
from django.http import HttpResponse
from django.urls import path


# [class]
class Counts:
    sync_capable = True
    async_capable = True

    def __init__(self, get_response):
        self.get_response = get_response
        self.requests = 0
        if iscoroutinefunction(get_response):
            markcoroutinefunction(self)

    def __call__(self, request):
        self.requests += 1
        request.number = self.requests
        # A response, or a coroutine that gives one.
        return self.get_response(request)


# [/class]


async def view(request):
    return HttpResponse(f"request {request.number}")


urlpatterns = [path("", view)]
settings.configure(
    ROOT_URLCONF=__name__,
    MIDDLEWARE=["__main__.Counts"],
)


async def main():
    app = get_asgi_application()
    print(await get(app, "/"))
    print(await get(app, "/"))


asyncio.run(main())
