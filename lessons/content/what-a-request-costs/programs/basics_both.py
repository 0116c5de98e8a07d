import asyncio
import threading
import time

from asgi_get import get
from asgiref.sync import iscoroutinefunction
from django.conf import settings
from django.core.asgi import get_asgi_application
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import path
from django.utils.decorators import sync_and_async_middleware


# [middleware]
@sync_and_async_middleware
def took(get_response):
    def write(response, begin):
        ms = (time.perf_counter() - begin) * 1000
        response["Server-Timing"] = f"app;dur={ms:.1f}"
        return response

    if iscoroutinefunction(get_response):

        async def middleware(request):
            begin = time.perf_counter()
            return write(await get_response(request), begin)

    else:

        def middleware(request):
            begin = time.perf_counter()
            return write(get_response(request), begin)

    return middleware


# [/middleware]


async def view(request):
    main = threading.current_thread() is threading.main_thread()
    return HttpResponse("the loop's thread" if main else "another")


urlpatterns = [path("", view)]
settings.configure(
    ROOT_URLCONF=__name__,
    ALLOWED_HOSTS=["*"],
    MIDDLEWARE=["__main__.took"],
)

print("ASGI:", asyncio.run(get(get_asgi_application(), "/")))
environ = RequestFactory().get("/").environ
head = []
get_wsgi_application()(environ, lambda *words: head.extend(words))
print("WSGI:", "Server-Timing" in dict(head[1]))
