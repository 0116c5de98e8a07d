import asyncio

from asgi_get import get
from asgiref.sync import iscoroutinefunction
from django.core import signals
from django.core.asgi import get_asgi_application
from django.http import HttpResponse
from django.urls import path
from django.utils.decorators import sync_and_async_middleware
from site_of import site


# [stack]
@sync_and_async_middleware
def outer(get_response):
    print("outer is made", iscoroutinefunction(get_response))

    async def middleware(request):
        print("outer begins")
        response = await get_response(request)
        print("outer ends")
        return response

    return middleware


@sync_and_async_middleware
def inner(get_response):
    print("inner is made", iscoroutinefunction(get_response))

    async def middleware(request):
        print("inner begins")
        return await get_response(request)

    return middleware


async def view(request):
    print("view")
    return HttpResponse()


# [/stack]


async def started(**named):
    print("request_started")


signals.request_started.connect(started)
urlpatterns = [path("", view)]
site(["__main__.outer", "__main__.inner"])
asyncio.run(get(get_asgi_application(), "/"))
