import asyncio

from services import fetch


async def page():
    async with asyncio.TaskGroup() as group:
        user = group.create_task(fetch("user"))
        news = group.create_task(fetch("news"))
    return user.result(), news.result()


print(asyncio.run(page()))
