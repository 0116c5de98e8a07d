import asyncio

from asgiref.sync import SyncToAsync, sync_to_async
from shop import Lamp, fill

hops = 0
original = SyncToAsync.__call__


async def counted(self, *args, **kwargs):
    global hops
    hops += 1
    return await original(self, *args, **kwargs)


SyncToAsync.__call__ = counted


async def five_methods():
    for number in range(1, 6):
        await Lamp.objects.aget(pk=number)


def five_queries():
    for number in range(1, 6):
        Lamp.objects.get(pk=number)


async def one_function():
    await sync_to_async(five_queries)()


async def async_for():
    async for _ in Lamp.objects.all():
        pass


async def in_chunks_of_two():
    async for _ in Lamp.objects.aiterator(chunk_size=2):
        pass


async def main():
    global hops
    for way in (
        five_methods,
        one_function,
        async_for,
        in_chunks_of_two,
    ):
        hops = 0
        await way()
        print(f"{way.__name__:16} {hops}")


fill()
for number in range(3, 6):
    Lamp.objects.create(name=f"lamp {number}", left=1)
asyncio.run(main())
