import asyncio
import threading

from asgi_get import get
from asgiref.sync import sync_to_async
from django.conf import settings
from django.core.asgi import get_asgi_application
from django.core.cache import cache
from django.core.cache.backends.locmem import LocMemCache
from django.http import HttpResponse
from django.urls import path

asked_in = []


class Telling(LocMemCache):
    """Notes the thread in which it is asked."""

    def get(self, *args, **kwargs):
        asked_in.append(threading.current_thread())
        return super().get(*args, **kwargs)


settings.configure(
    ROOT_URLCONF=__name__,
    CACHES={"default": {"BACKEND": "__main__.Telling"}},
)


async def view(request):
    mine = await sync_to_async(threading.current_thread)()
    rate = await cache.aget("rate")
    right = asked_in == [mine]
    print(rate)
    print("asked in:", "the request's thread" if right else "another")
    return HttpResponse()


urlpatterns = [path("", view)]
cache.set("rate", 1.1)
asyncio.run(get(get_asgi_application(), "/"))
