import asyncio
import functools

from asgi_get import get
from asgiref.sync import iscoroutinefunction, markcoroutinefunction
from django.core.asgi import get_asgi_application
from django.core.signals import request_finished
from django.dispatch import receiver
from django.http import HttpResponse
from django.urls import path
from django.utils.decorators import sync_and_async_middleware
from site_of import site


# [lines]
# A function that is both.
@sync_and_async_middleware
def both(get_response):
    if iscoroutinefunction(get_response):

        async def middleware(request):
            return await get_response(request)

    else:

        def middleware(request):
            return get_response(request)

    return middleware


# A class that is both, for work before the view.
class Both:
    sync_capable = async_capable = True

    def __init__(self, get_response):
        self.get_response = get_response
        if iscoroutinefunction(get_response):
            markcoroutinefunction(self)

    def __call__(self, request):
        return self.get_response(request)


# A decorator that needs the response.
def decorator(view):
    @functools.wraps(view)
    async def inner(request, *args, **kwargs):
        return await view(request, *args, **kwargs)

    return inner if iscoroutinefunction(view) else view


# A receiver that runs on the loop.
@receiver(request_finished)
async def finished(sender, **kwargs):
    print("finished")


# [/lines]


@decorator
async def view(request):
    return HttpResponse("ok")


urlpatterns = [path("", view)]
site(["__main__.both", "__main__.Both"])
print(asyncio.run(get(get_asgi_application(), "/")))
