import asyncio
import warnings

from asgi_get import get
from django.conf import settings
from django.core.asgi import get_asgi_application
from django.http import StreamingHttpResponse
from django.urls import path

settings.configure(ROOT_URLCONF=__name__)


def sync_parts():
    for part in "AB":
        print("made", part)
        yield part


async def async_parts():
    for part in "AB":
        print("made", part)
        yield part


def sync_kind(request):
    return StreamingHttpResponse(sync_parts())


def async_kind(request):
    return StreamingHttpResponse(async_parts())


urlpatterns = [path("sync", sync_kind), path("async", async_kind)]


async def main():
    app = get_asgi_application()
    for url in ("/async", "/sync"):
        print(url)
        with warnings.catch_warnings(record=True) as said:
            warnings.simplefilter("always")
            await get(app, url, lambda what: print("    sent", what))
        print("warnings:", len(said))


asyncio.run(main())
