import asyncio

from django.http import JsonResponse
from services import fetch


# [before]
async def dashboard(request):
    user = await fetch("user")
    orders = await fetch("orders")
    news = await fetch("news")
    return JsonResponse({"user": user, "orders": orders, "news": news})


# [/before]


# [after]
async def dashboard_together(request):
    async with asyncio.timeout(2), asyncio.TaskGroup() as group:
        user = group.create_task(fetch("user"))
        orders = group.create_task(fetch("orders"))
        news = group.create_task(fetch("news"))
    return JsonResponse(
        {
            "user": user.result(),
            "orders": orders.result(),
            "news": news.result(),
        }
    )


# [/after]
