from django.conf import settings
from django.core.asgi import get_asgi_application
from django.http import StreamingHttpResponse
from django.urls import path
from project_tills import SHOPS, takings

HEAD = "<!doctype html><title>Takings</title><ul>"
END = "</ul>"


def row(shop, amount):
    return f"<li>{shop}: {amount}</li>"


# [view]
async def parts():
    yield HEAD
    for shop in SHOPS:
        yield row(shop, await takings(shop))
    yield END


async def report(request):
    return StreamingHttpResponse(parts())


# [/view]


urlpatterns = [path("report", report)]
settings.configure(ROOT_URLCONF=__name__, SECRET_KEY="not a secret")
application = get_asgi_application()
