import asyncio

from asgi_get import get
from django.conf import settings
from django.core.asgi import get_asgi_application
from django.core.signals import request_finished
from django.http import StreamingHttpResponse
from django.urls import path

settings.configure(ROOT_URLCONF=__name__)


async def parts():
    yield "A"
    yield "B"


async def view(request):
    return StreamingHttpResponse(parts())


def finished(**kwargs):
    print("request_finished")


request_finished.connect(finished)
urlpatterns = [path("", view)]
asyncio.run(get(get_asgi_application(), "/", lambda what: print("sent", what)))
