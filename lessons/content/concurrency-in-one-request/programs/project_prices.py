import asyncio

from django.conf import settings
from django.core.asgi import get_asgi_application
from django.http import HttpResponse, JsonResponse
from django.urls import path
from project_shops import price

SHOPS = ("Lampe", "Lux", "Stern")
BUDGET = 0.6  # seconds that a reader may wait


# [view]
async def compare(lamp):
    tasks = {shop: asyncio.create_task(price(shop, lamp)) for shop in SHOPS}
    try:
        await asyncio.wait(tasks.values(), timeout=BUDGET)
    finally:
        for task in tasks.values():
            task.cancel()  # nothing, if it is done
        await asyncio.wait(tasks.values())
    return {shop: said(task) for shop, task in tasks.items()}


def said(task):
    if task.cancelled():
        return None
    if task.exception():
        return "unreachable"
    return task.result()


places = asyncio.Semaphore(2)  # pages at once
running = {}  # lamp: the task that asks the shops for it


async def shared(lamp):
    task = running.get(lamp)
    if task is None:
        task = asyncio.create_task(compare(lamp))
        running[lamp] = task
        task.add_done_callback(lambda done: running.pop(lamp))
    # Who leaves does not take the others' answer away.
    return await asyncio.shield(task)


async def prices(request, lamp):
    if places.locked():
        return HttpResponse(
            status=503,
            headers={"Retry-After": "1"},
        )
    async with places:
        return JsonResponse(await shared(lamp))


# [/view]


urlpatterns = [path("prices/<str:lamp>", prices)]
settings.configure(ROOT_URLCONF=__name__, SECRET_KEY="not a secret")
application = get_asgi_application()
