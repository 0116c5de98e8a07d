import asyncio

from asgi_get import get
from asgiref.sync import iscoroutinefunction, markcoroutinefunction
from django.conf import settings
from django.core.asgi import get_asgi_application
from django.http import HttpResponse
from django.urls import path


# [class]
class Unmarked:
    async_capable = True
    sync_capable = False

    def __init__(self, get_response):
        self.get_response = get_response

    async def __call__(self, request):
        return await self.get_response(request)


class Marked(Unmarked):
    def __init__(self, get_response):
        super().__init__(get_response)
        if iscoroutinefunction(get_response):
            markcoroutinefunction(self)

    # [/class]


async def view(request):
    return HttpResponse("ok")


urlpatterns = [path("", view)]
settings.configure(ROOT_URLCONF=__name__, DEBUG_PROPAGATE_EXCEPTIONS=True)
for name in ("Unmarked", "Marked"):
    settings.MIDDLEWARE = [
        "django.middleware.security.SecurityMiddleware",
        f"__main__.{name}",
    ]
    try:
        print(name, asyncio.run(get(get_asgi_application(), "/")))
    except Exception as error:
        print(name, type(error).__name__, error)
