import asyncio
from contextvars import ContextVar

from asgiref.sync import sync_to_async

language = ContextVar("language", default="en")


def choose(code):
    language.set(code)


async def main():
    await asyncio.to_thread(choose, "fr")
    print("after to_thread:", language.get())
    await sync_to_async(choose)("fr")
    print("after sync_to_async:", language.get())


asyncio.run(main())
