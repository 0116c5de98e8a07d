import asyncio

from django.conf import settings
from django.core.asgi import get_asgi_application
from django.http import StreamingHttpResponse
from django.urls import path
from project_tills import SHOPS, NoAnswer, takings

HEAD = "<!doctype html><title>Takings</title><ul>"
END = "</ul>"


def row(shop, amount):
    return f"<li>{shop}: {amount}</li>"


# [view]
DEADLINE = 1.0  # seconds


async def line(shop):
    try:
        async with asyncio.timeout(DEADLINE):
            return row(shop, await takings(shop))
    except (TimeoutError, NoAnswer):
        return row(shop, "no answer")


async def parts():
    calls = [asyncio.create_task(line(shop)) for shop in SHOPS]
    try:
        yield HEAD
        for call in calls:
            yield await call
        yield END
    finally:
        for call in calls:
            call.cancel()


async def report(request):
    return StreamingHttpResponse(parts())


# [/view]


urlpatterns = [path("report", report)]
settings.configure(ROOT_URLCONF=__name__, SECRET_KEY="not a secret")
application = get_asgi_application()
