import asyncio

from django.conf import settings
from django.http import JsonResponse
from django.test import AsyncClient
from django.urls import path

settings.configure(
    ROOT_URLCONF=__name__,
    ALLOWED_HOSTS=["testserver"],
)
waiting = most = 0


async def ask(service):
    """Stands for a call; counts those under way."""
    global waiting, most
    waiting += 1
    most = max(most, waiting)
    await asyncio.sleep(0.4)
    waiting -= 1
    return f"{service} of the lamp"


async def in_turn(request):
    price = await ask("price")
    stock = await ask("stock")
    return JsonResponse({"price": price, "stock": stock})


async def together(request):
    price, stock = await asyncio.gather(
        ask("price"),
        ask("stock"),
    )
    return JsonResponse({"price": price, "stock": stock})


urlpatterns = [
    path("in-turn/", in_turn),
    path("together/", together),
]


async def visit(address, visitors):
    global most
    most = 0
    client = AsyncClient()
    visits = [client.get(address) for _ in range(visitors)]
    await asyncio.gather(*visits)
    print(f"{address} visitors: {visitors}, waits: {most}")


async def main():
    for address in ("/in-turn/", "/together/"):
        await visit(address, 1)
        await visit(address, 10)


asyncio.run(main())
