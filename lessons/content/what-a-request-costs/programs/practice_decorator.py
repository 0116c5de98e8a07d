import asyncio
import functools

from asgi_get import get
from asgiref.sync import iscoroutinefunction
from django.core.asgi import get_asgi_application
from django.http import HttpResponse
from django.urls import path
from site_of import site


def private(view):
    if iscoroutinefunction(view):

        @functools.wraps(view)
        async def inner(request):
            response = await view(request)
            response["Cache-Control"] = "private"
            return response

    else:

        @functools.wraps(view)
        def inner(request):
            response = view(request)
            response["Cache-Control"] = "private"
            return response

    return inner


@private
async def account(request):
    return HttpResponse("Ada")


@private
def legacy(request):
    return HttpResponse("Bob")


urlpatterns = [path("account", account), path("legacy", legacy)]
site([])


async def main():
    app = get_asgi_application()
    print(await get(app, "/account"), await get(app, "/legacy"))
    print(iscoroutinefunction(account), iscoroutinefunction(legacy))


asyncio.run(main())
