import asyncio

import switches
from asgi_get import get
from django.conf import settings
from django.core.asgi import get_asgi_application
from django.http import HttpResponse
from django.urls import path
from django.utils.deprecation import MiddlewareMixin
from site_of import site


class Two(MiddlewareMixin):
    def process_request(self, request):
        pass

    def process_response(self, request, response):
        return response


class One(MiddlewareMixin):
    def process_response(self, request, response):
        return response


def sync_only(get_response):
    def middleware(request):
        return get_response(request)

    return middleware


async def view(request):
    return HttpResponse()


urlpatterns = [path("", view)]
site()
for stack in (["Two", "One", "Two"], ["Two", "One", "Two", "sync_only"]):
    settings.MIDDLEWARE = [f"__main__.{name}" for name in stack]
    app = get_asgi_application()
    switches.names.clear()
    asyncio.run(get(app, "/"))
    print(", ".join(stack), len(switches.names))
