import asyncio

from django.conf import settings
from django.http import JsonResponse
from django.test import AsyncClient
from django.urls import path

settings.configure(
    ROOT_URLCONF=__name__,
    ALLOWED_HOSTS=["testserver"],
)
SECONDS = {"price": 0.1, "stock": 0.2, "reviews": 30}
ended = []


async def fetch(name):
    """Stands for a call; tells how it ended."""
    try:
        await asyncio.sleep(SECONDS[name])
        ended.append(f"{name} answered")
        return f"{name} of the lamp"
    except asyncio.CancelledError:
        ended.append(f"{name} cancelled")
        raise


async def part(name):
    """The part, or nothing when it takes too long."""
    try:
        async with asyncio.timeout(0.6):
            return await fetch(name)
    except TimeoutError:
        return None


async def product(request):
    parts = await asyncio.gather(*(part(name) for name in SECONDS))
    return JsonResponse(dict(zip(SECONDS, parts)))


urlpatterns = [path("", product)]


async def main():
    response = await AsyncClient().get("/")
    print(response.json())
    print(ended)


asyncio.run(main())
