from django.conf import settings
from django.core.asgi import get_asgi_application
from django.http import JsonResponse
from django.urls import path
from project_shops import price

SHOPS = ("Lampe", "Lux", "Stern")
BUDGET = 0.6  # seconds that a reader may wait


# [view]
async def compare(lamp):
    return {shop: await price(shop, lamp) for shop in SHOPS}


async def prices(request, lamp):
    return JsonResponse(await compare(lamp))


# [/view]


urlpatterns = [path("prices/<str:lamp>", prices)]
settings.configure(ROOT_URLCONF=__name__, SECRET_KEY="not a secret")
application = get_asgi_application()
