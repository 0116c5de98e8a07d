import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor

from asgi_get import get
from asgiref.sync import sync_to_async
from django.conf import settings
from django.core.asgi import get_asgi_application
from django.http import HttpResponse
from django.urls import path

settings.configure(ROOT_URLCONF=__name__)
parcels = ThreadPoolExecutor(4, thread_name_prefix="parcels")
thread = threading.current_thread
sensitive = sync_to_async(thread)
pooled = sync_to_async(thread, thread_sensitive=False)
own = sync_to_async(
    thread,
    thread_sensitive=False,
    executor=parcels,
)
of_requests = []


async def view(request):
    mine = await sensitive()
    of_requests.append(mine)
    again = await sensitive()
    in_pool = await pooled()
    to_thread = await asyncio.to_thread(thread)
    in_own = await own()
    print("again the same thread: ", again is mine)
    print("False, another thread: ", in_pool is not mine)
    print("  in the loop's pool:  ", "asyncio_" in in_pool.name)
    print("to_thread, same pool:  ", "asyncio_" in to_thread.name)
    print("own executor's thread: ", "parcels_" in in_own.name)
    return HttpResponse()


urlpatterns = [path("", view)]
app = get_asgi_application()


async def main():
    await get(app, "/")
    await sync_to_async(print, thread_sensitive=False)("- next request")
    await get(app, "/")
    first, second = of_requests
    print("- each had its own:    ", first is not second)


asyncio.run(main())
