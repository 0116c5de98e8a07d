import functools
from time import perf_counter

from asgiref.sync import iscoroutinefunction, markcoroutinefunction
from django.conf import settings
from django.core.asgi import get_asgi_application
from django.http import HttpResponse, JsonResponse
from django.urls import path
from django.utils.decorators import sync_and_async_middleware


# [timing]
@sync_and_async_middleware
def timing(get_response):
    """Says in a header how long all that is within took."""

    def write(response, begin):
        took = (perf_counter() - begin) * 1000
        response["Server-Timing"] = f"app;dur={took:.1f}"
        return response

    if iscoroutinefunction(get_response):

        async def middleware(request):
            begin = perf_counter()
            return write(await get_response(request), begin)

    else:

        def middleware(request):
            begin = perf_counter()
            return write(get_response(request), begin)

    return middleware


# [/timing]


# [numbers]
class Numbers:
    """Gives each request a number."""

    sync_capable = True
    async_capable = True

    def __init__(self, get_response):
        self.get_response = get_response
        self.given = 0
        if iscoroutinefunction(get_response):
            markcoroutinefunction(self)

    def __call__(self, request):
        self.given += 1
        request.number = self.given
        return self.get_response(request)


# [/numbers]


# [keyed]
def keyed(view):
    """Only for who has the key; nobody else may keep the answer."""

    @functools.wraps(view)
    def inner(request):
        if request.headers.get("X-Key") != "open":
            return HttpResponse("closed", status=403)
        response = view(request)
        response["Cache-Control"] = "private"
        return response

    return inner


# [/keyed]


async def status(request):
    return JsonResponse({"number": request.number})


@keyed
async def report(request):
    return JsonResponse({"lamps": 12})


@keyed
def old_report(request):
    return JsonResponse({"lamps": 12})


urlpatterns = [
    path("status", status),
    path("report", report),
    path("old-report", old_report),
]
# [settings]
settings.configure(
    ROOT_URLCONF=__name__,
    SECRET_KEY="not a secret",
    MIDDLEWARE=[
        "django.middleware.security.SecurityMiddleware",
        f"{__name__}.timing",
        f"{__name__}.Numbers",
        "project_package.counted",
    ],
)
# [/settings]
application = get_asgi_application()
