import asyncio

from asgi_get import get
from django.conf import settings
from django.core.asgi import get_asgi_application
from django.http import StreamingHttpResponse
from django.urls import path

settings.configure(ROOT_URLCONF=__name__)


async def fetch(name):
    print("asks for", name)
    await asyncio.sleep(0.1)
    return f"<p>{name}</p>"


# [view]
async def parts():
    names = ["stock", "price", "news"]
    begun = [asyncio.create_task(fetch(name)) for name in names]
    yield "<!doctype html><link rel=stylesheet href=/site.css>"
    for task in begun:
        yield await task


# [/view]


async def view(request):
    return StreamingHttpResponse(parts())


urlpatterns = [path("", view)]
asyncio.run(get(get_asgi_application(), "/", lambda what: print("sent", what)))
