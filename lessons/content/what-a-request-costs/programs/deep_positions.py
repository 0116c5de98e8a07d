import asyncio
import threading

from asgi_get import get
from asgiref.sync import iscoroutinefunction
from django.conf import settings
from django.core.asgi import get_asgi_application
from django.http import HttpResponse
from django.urls import path
from django.utils.decorators import sync_and_async_middleware

seen = []


def note(name):
    main = threading.current_thread() is threading.main_thread()
    seen.append(f"{name} on the loop" if main else f"{name} in a thread")


def named(name):
    @sync_and_async_middleware
    def factory(get_response):
        if iscoroutinefunction(get_response):

            async def middleware(request):
                note(name)
                return await get_response(request)

        else:

            def middleware(request):
                note(name)
                return get_response(request)

        return middleware

    return factory


a, b = named("a"), named("b")


def sync_only(get_response):
    def middleware(request):
        note("sync-only")
        return get_response(request)

    return middleware


async def view(request):
    note("view")
    return HttpResponse()


urlpatterns = [path("", view)]
settings.configure(ROOT_URLCONF=__name__)
for order in (
    ["a", "b"],
    ["sync_only", "a", "b"],
    ["a", "sync_only", "b"],
    ["a", "b", "sync_only"],
):
    settings.MIDDLEWARE = [f"__main__.{name}" for name in order]
    seen.clear()
    asyncio.run(get(get_asgi_application(), "/"))
    print(", ".join(seen))
