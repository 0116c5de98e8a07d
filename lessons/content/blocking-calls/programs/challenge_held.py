import asyncio
import time

from asgi_get import get
from asgiref.sync import sync_to_async
from django.conf import settings
from django.contrib.auth.hashers import (
    MD5PasswordHasher,
    acheck_password,
    make_password,
)
from django.core.asgi import get_asgi_application
from django.core.cache import cache
from django.core.cache.backends.locmem import LocMemCache
from django.http import HttpResponse
from django.urls import path

settings.configure(
    ROOT_URLCONF=__name__,
    PASSWORD_HASHERS=["__main__.Slow"],
    CACHES={"default": {"BACKEND": "__main__.Far"}},
)
begun = waiting = False


def wait():
    global begun, waiting
    begun = waiting = True
    time.sleep(0.3)
    waiting = False


class Slow(MD5PasswordHasher):
    def verify(self, password, encoded):
        wait()
        return super().verify(password, encoded)


class Far(LocMemCache):
    def get(self, *args, **kwargs):
        wait()
        return super().get(*args, **kwargs)


stored = make_password("secret")


# [views]
async def a(request):
    await acheck_password("secret", stored)
    return HttpResponse()


async def b(request):
    await cache.aget("rate")
    return HttpResponse()


def c(request):
    cache.get("rate")
    return HttpResponse()


async def job():
    cache.get("rate")


async def d(request):
    await asyncio.gather(job(), asyncio.sleep(0.3))
    return HttpResponse()


async def e(request):
    await sync_to_async(cache.get)("rate")
    return HttpResponse()


# [/views]


async def health(request):
    return HttpResponse("during" if waiting else "after")


views = [a, b, c, d, e]
urlpatterns = [path(v.__name__, v) for v in [*views, health]]
app = get_asgi_application()


async def main():
    global begun
    for view in views:
        begun = False
        slow = asyncio.create_task(get(app, f"/{view.__name__}"))
        while not begun:
            await asyncio.sleep(0.01)
        print(view.__name__, await get(app, "/health"))
        await slow


asyncio.run(main())
