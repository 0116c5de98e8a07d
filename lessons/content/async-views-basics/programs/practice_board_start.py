from django.conf import settings
from django.core.asgi import get_asgi_application
from django.http import JsonResponse
from django.urls import path
from practice_board_services import call

NAMES = ("trains", "bikes", "weather")


async def board(request):
    parts = {}
    for name in NAMES:
        parts[name] = await call(name)
    return JsonResponse(parts)


urlpatterns = [path("board", board)]
settings.configure(ROOT_URLCONF=__name__, SECRET_KEY="not a secret")
application = get_asgi_application()
