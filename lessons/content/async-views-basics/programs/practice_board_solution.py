import asyncio

from django.conf import settings
from django.core.asgi import get_asgi_application
from django.http import JsonResponse
from django.urls import path
from practice_board_services import call

NAMES = ("trains", "bikes", "weather")


async def board(request):
    calls = (call(name) for name in NAMES)
    found = await asyncio.gather(*calls, return_exceptions=True)
    parts = {name: None if isinstance(each, Exception) else each for name, each in zip(NAMES, found, strict=True)}
    return JsonResponse(parts)


urlpatterns = [path("board", board)]
settings.configure(ROOT_URLCONF=__name__, SECRET_KEY="not a secret")
application = get_asgi_application()
