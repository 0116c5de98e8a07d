from django.conf import settings
from django.core.asgi import get_asgi_application
from django.http import HttpResponse
from django.urls import path
from project_tills import SHOPS, takings

HEAD = "<!doctype html><title>Takings</title><ul>"
END = "</ul>"


def row(shop, amount):
    return f"<li>{shop}: {amount}</li>"


# [view]
async def report(request):
    rows = []
    for shop in SHOPS:
        rows.append(row(shop, await takings(shop)))
    return HttpResponse(HEAD + "".join(rows) + END)


# [/view]


urlpatterns = [path("report", report)]
settings.configure(ROOT_URLCONF=__name__, SECRET_KEY="not a secret")
application = get_asgi_application()
