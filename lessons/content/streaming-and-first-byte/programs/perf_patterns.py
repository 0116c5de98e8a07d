"""Three ways to send a page with a head, a wait and a body; what has left when the wait begins?"""

import asyncio
import warnings

from asgi_get import get
from django.conf import settings
from django.core.asgi import get_asgi_application
from django.http import HttpResponse, StreamingHttpResponse
from django.urls import path

settings.configure(ROOT_URLCONF=__name__)
warnings.simplefilter("ignore")
HEAD, BODY = "<title>Takings</title>", "<p>120</p>"
left = []


async def wait():
    print("  left before the wait:", left)
    await asyncio.sleep(0.1)


# [whole]
async def whole(request):
    await wait()
    return HttpResponse(HEAD + BODY)


# [/whole]


# [sync]
def sync_parts():
    yield HEAD
    wait_blocking()
    yield BODY


def sync_iterator(request):
    return StreamingHttpResponse(sync_parts())


# [/sync]


# [good]
async def parts():
    yield HEAD
    await wait()
    yield BODY


async def async_iterator(request):
    return StreamingHttpResponse(parts())


# [/good]


def wait_blocking():
    print("  left before the wait:", left)


views = [whole, sync_iterator, async_iterator]
urlpatterns = [path(view.__name__, view) for view in views]


def sent(what):
    if isinstance(what, bytes):
        left.append("head" if what.decode() == HEAD else "body")


async def main():
    app = get_asgi_application()
    for view in views:
        left.clear()
        print(view.__name__)
        await get(app, f"/{view.__name__}", sent)


asyncio.run(main())
