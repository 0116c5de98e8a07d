import asyncio
import functools

from asgi_get import get
from asgiref.sync import iscoroutinefunction, markcoroutinefunction
from django.conf import settings
from django.core.asgi import get_asgi_application
from django.http import HttpResponse
from django.urls import path


# [plain]
def plain(view):
    @functools.wraps(view)
    def inner(request):
        request.seen = True
        return view(request)

    return inner
    # [/plain]


# [marked]
def marked(view):
    inner = plain(view)
    if iscoroutinefunction(view):
        markcoroutinefunction(inner)
    return inner
    # [/marked]


# [twin]
def twin(view):
    if iscoroutinefunction(view):

        @functools.wraps(view)
        async def inner(request):
            response = await view(request)
            response["X-Seen"] = "yes"
            return response

        return inner

    @functools.wraps(view)
    def inner(request):
        response = view(request)
        response["X-Seen"] = "yes"
        return response

    return inner
    # [/twin]


async def view(request):
    return HttpResponse("ok")


decorators = (plain, marked, twin)
urlpatterns = [path(each.__name__, each(view)) for each in decorators]
settings.configure(ROOT_URLCONF=__name__, DEBUG_PROPAGATE_EXCEPTIONS=True)


async def main():
    app = get_asgi_application()
    for each in decorators:
        try:
            print(each.__name__, await get(app, f"/{each.__name__}"))
        except ValueError as error:
            print(each.__name__, "refused:", str(error)[-56:])


asyncio.run(main())
