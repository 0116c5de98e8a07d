import asyncio

from django.conf import settings
from django.http import JsonResponse
from django.test import AsyncClient
from django.urls import path

settings.configure(
    ROOT_URLCONF=__name__,
    ALLOWED_HOSTS=["testserver"],
)


async def lamps_left(number):
    # Stands for a call to the stock service.
    await asyncio.sleep(0.1)
    return 7


async def product(request, number):
    left = await lamps_left(number)
    return JsonResponse({"lamp": number, "left": left})


urlpatterns = [path("lamps/<int:number>/", product)]


async def main():
    response = await AsyncClient().get("/lamps/12/")
    print(response.status_code, response.json())


asyncio.run(main())
