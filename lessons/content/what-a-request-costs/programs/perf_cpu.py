import asyncio
import time

from asgi_get import get
from django.conf import settings
from django.core.asgi import get_asgi_application
from django.http import HttpResponse
from django.urls import path
from site_of import MIDDLEWARE, site

REQUESTS = 200


def sync_only(get_response):
    def middleware(request):
        return get_response(request)

    return middleware


async def view(request):
    return HttpResponse("ok")


# [measure]
async def requests(app):
    for _ in range(REQUESTS):
        await get(app, "/")


def cpu_ms(middleware):
    """Processor time a request, in all threads of the process."""
    settings.MIDDLEWARE = middleware
    app = get_asgi_application()
    begin = time.process_time()
    asyncio.run(requests(app))
    return (time.process_time() - begin) * 1000 / REQUESTS


# [/measure]

urlpatterns = [path("", view)]
site()
bare = cpu_ms([])
seven = cpu_ms(MIDDLEWARE)
held = cpu_ms([*MIDDLEWARE, "__main__.sync_only"])
print("seven cost half as much again as none:", seven > 1.5 * bare)
print("a sync-only one after them adds to it:", held > seven)
