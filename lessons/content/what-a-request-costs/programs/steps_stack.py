import asyncio

from asgi_get import get
from django.core.asgi import get_asgi_application
from django.http import HttpResponse
from django.urls import path
from django.utils.decorators import async_only_middleware
from site_of import site


@async_only_middleware
def outer(get_response):
    async def outer_call(request):
        request.way = way = "o"
        response = await get_response(request)
        way = request.way + "o"
        response["X-Way"] = way
        return response

    return outer_call


def sync_only(get_response):
    def sync_call(request):
        request.way = way = request.way + "s"
        response = get_response(request)
        request.way = way = request.way + "s"
        return response

    return sync_call


async def view(request):
    request.way = way = request.way + "v"
    await asyncio.sleep(0.1)
    return HttpResponse(f"the way in: {way}")


urlpatterns = [path("", view)]
site(["__main__.outer", "__main__.sync_only"])
app = get_asgi_application()
print(asyncio.run(get(app, "/")))
