import asyncio

from asgi_get import get
from django.conf import settings
from django.core.asgi import get_asgi_application
from django.http import HttpResponse
from django.urls import path


async def fetch_name():
    await asyncio.sleep(0.1)  # a call over the network
    return "Ada"


async def hello(request):
    name = await fetch_name()
    return HttpResponse(f"Hello, {name}")


urlpatterns = [path("hello", hello)]
settings.configure(ROOT_URLCONF=__name__)
app = get_asgi_application()
print(asyncio.run(get(app, "/hello")))
