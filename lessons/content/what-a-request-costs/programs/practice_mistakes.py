import asyncio
import warnings

from asgi_get import get
from asgiref.sync import markcoroutinefunction
from django.conf import settings
from django.core.asgi import get_asgi_application
from django.http import HttpResponse
from django.urls import path
from django.utils.decorators import async_only_middleware
from site_of import site

warnings.simplefilter("ignore")  # "was never awaited"


@async_only_middleware
def forgot_await(get_response):
    async def middleware(request):
        response = get_response(request)
        response["X-Shop"] = "lamps"
        return response

    return middleware


@async_only_middleware
def made_sync(get_response):
    def middleware(request):
        return HttpResponse("closed")

    return middleware


@async_only_middleware
def gives_nothing(get_response):
    async def middleware(request):
        await get_response(request)

    return middleware


async def view(request):
    return HttpResponse("ok")


@markcoroutinefunction
def promised(request):
    return HttpResponse("ok")


urlpatterns = [path("", view), path("promised", promised)]
site([], DEBUG_PROPAGATE_EXCEPTIONS=True)
for name in ("forgot_await", "made_sync", "gives_nothing", "promised"):
    settings.MIDDLEWARE = []
    if name != "promised":
        settings.MIDDLEWARE = [f"__main__.{name}"]
    address = "/promised" if name == "promised" else "/"
    try:
        asyncio.run(get(get_asgi_application(), address))
    except Exception as error:
        print(f"{name}: {type(error).__name__}")
