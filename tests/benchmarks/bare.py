"""The least that Django can be under ASGI: one view, no middleware. What a page is compared with."""

import sys

from django.conf import settings
from django.core.asgi import get_asgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import path

settings.configure(
    ALLOWED_HOSTS=["*"], ROOT_URLCONF=__name__, MIDDLEWARE=[], SECRET_KEY="bare", LOGGING_CONFIG=None, USE_TZ=True
)


async def bare(request: HttpRequest) -> HttpResponse:
    return HttpResponse(b"ok")


urlpatterns = [path("", bare)]
sys.modules.setdefault("bare", sys.modules[__name__])
application = get_asgi_application()
