import project_clock as clock
from django.conf import settings
from django.core.asgi import get_asgi_application
from django.http import HttpResponse
from django.urls import path
from django.utils.decorators import async_only_middleware


# [middleware]
@async_only_middleware
def held(get_response):
    async def middleware(request):
        began = clock.now()
        response = await get_response(request)
        total = (clock.now() - began) * 1000
        response["Server-Timing"] = f"total;dur={total:.0f}"
        return response

    return middleware


# [/middleware]


def make_pdf():
    """A library that knows no async."""
    clock.block(0.3)
    return "pdf"


# [views]
async def report(request):
    await clock.wait(0.2)
    return HttpResponse(make_pdf())


async def words(request):
    for _ in range(10):  # ten chapters
        clock.compute(0.04)
    return HttpResponse("4,000 words")


# [/views]


async def parcel(request):
    await clock.wait(0.5)
    return HttpResponse("on its way")


async def forever(request):
    await clock.wait_for_ever("forever")
    return HttpResponse()


views = [report, words, parcel, forever]
urlpatterns = [path(view.__name__, view) for view in views]
settings.configure(
    ROOT_URLCONF=__name__,
    SECRET_KEY="not a secret",
    MIDDLEWARE=[f"{__name__}.held"],
)
application = get_asgi_application()
