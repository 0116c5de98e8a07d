import asyncio

from asgi_get import get
from django.conf import settings
from django.core.asgi import get_asgi_application
from django.http import StreamingHttpResponse
from django.urls import path

settings.configure(ROOT_URLCONF=__name__)


async def stock():
    await asyncio.sleep(0.05)
    return 7


async def parts():
    yield "<h1>Lamp</h1>"
    yield f"<p>{await stock()} left</p>"


async def lamp(request):
    return StreamingHttpResponse(parts())


urlpatterns = [path("", lamp)]
asyncio.run(get(get_asgi_application(), "/", print))
