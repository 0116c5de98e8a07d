from django.conf import settings
from django.core.asgi import get_asgi_application
from django.http import HttpResponse, JsonResponse
from django.urls import path
from project_services import call_blocking

NAMES = ("trains", "bikes", "weather")


# [view]
def station(request):
    parts = {name: call_blocking(name) for name in NAMES}
    return JsonResponse(parts)


# [/view]


async def health(request):
    return HttpResponse("ok")


urlpatterns = [path("station", station), path("health", health)]
settings.configure(ROOT_URLCONF=__name__, SECRET_KEY="not a secret")
application = get_asgi_application()
