import asyncio
from time import perf_counter

from django.conf import settings
from django.core.asgi import get_asgi_application
from django.http import HttpResponse, JsonResponse
from django.urls import path
from project_services import call

NAMES = ("trains", "bikes", "weather")
DEADLINE = 1.0  # seconds for each part


# [view]
async def part(name):
    """What the service says, or None when it is late."""
    try:
        async with asyncio.timeout(DEADLINE):
            return await call(name)
    except TimeoutError:
        return None


async def station(request):
    begin = perf_counter()
    said = await asyncio.gather(*(part(name) for name in NAMES))
    took = (perf_counter() - begin) * 1000
    response = JsonResponse(dict(zip(NAMES, said)))
    response["Server-Timing"] = f"services;dur={took:.1f}"
    return response


# [/view]


async def health(request):
    return HttpResponse("ok")


urlpatterns = [path("station", station), path("health", health)]
settings.configure(ROOT_URLCONF=__name__, SECRET_KEY="not a secret")
application = get_asgi_application()
