import asyncio
import zlib

from asgi_get import get
from django.conf import settings
from django.core.asgi import get_asgi_application
from django.core.wsgi import get_wsgi_application
from django.http import StreamingHttpResponse
from django.test import RequestFactory
from django.urls import path

GZIP = "django.middleware.gzip.GZipMiddleware"
settings.configure(ROOT_URLCONF=__name__, MIDDLEWARE=[GZIP])
PARTS = ["one ", "two ", "three"]


def sync_view(request):
    return StreamingHttpResponse(iter(PARTS))


async def async_view(request):
    async def parts():
        for part in PARTS:
            yield part

    return StreamingHttpResponse(parts())


urlpatterns = [path("sync", sync_view), path("async", async_view)]


class Browser:
    """Unpacks what has come, up to the end of the gzip stream."""

    def __init__(self):
        self.unpack = zlib.decompressobj(wbits=31)

    def __call__(self, body):
        if isinstance(body, bytes):
            print("  can read", self.unpack.decompress(body))


print("sync iterator, WSGI")
browser = Browser()
request = RequestFactory().get("/sync", headers={"accept-encoding": "gzip"})
for body in get_wsgi_application()(request.environ, lambda status, headers: None):
    browser(body)

print("async iterator, ASGI")
browser = Browser()
asyncio.run(get(get_asgi_application(), "/async", browser))
print("  left unread:", len(browser.unpack.unused_data) > 0)
