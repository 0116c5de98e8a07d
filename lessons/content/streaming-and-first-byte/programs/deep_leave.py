import asyncio

from asgi_get import get
from django.conf import settings
from django.core.asgi import get_asgi_application
from django.http import StreamingHttpResponse
from django.urls import path

settings.configure(ROOT_URLCONF=__name__)


# [parts]
async def parts():
    try:
        yield "first"
        await asyncio.sleep(60)  # the reader leaves here
        yield "second"
    except asyncio.CancelledError:
        print("cancelled at the await")
        raise
    finally:
        print("cleaned up")


# [/parts]


async def view(request):
    return StreamingHttpResponse(parts())


urlpatterns = [path("", view)]


async def main():
    leaves = asyncio.Event()

    def sent(what):
        print("sent", what)
        if what == b"first":
            leaves.set()

    await get(get_asgi_application(), "/", sent, leaves)
    print("request is over")


asyncio.run(main())
