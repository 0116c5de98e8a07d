import asyncio

from django.http import HttpResponse, JsonResponse
from services import fetch

NAMES = ["user", "orders", "news"]


# [turn]
async def in_turn(request):
    parts = {name: await fetch(name) for name in NAMES}
    return JsonResponse(parts)


# [/turn]


# [gather]
async def gathered(request):
    parts = await asyncio.gather(*(fetch(name) for name in NAMES))
    return JsonResponse(dict(zip(NAMES, parts)))


# [/gather]


# [parts]
async def part(name):
    try:
        async with asyncio.timeout(1):
            return await fetch(name)
    except TimeoutError:
        return None


async def with_deadlines(request):
    async with asyncio.TaskGroup() as group:
        tasks = {n: group.create_task(part(n)) for n in NAMES}
    return JsonResponse({n: t.result() for n, t in tasks.items()})


# [/parts]


# [away]
places = asyncio.Semaphore(6)  # what the backend bears


async def turned_away(request):
    if places.locked():
        return HttpResponse(status=503, headers={"Retry-After": "1"})
    async with places:
        return JsonResponse({"user": await fetch("user")})


# [/away]
