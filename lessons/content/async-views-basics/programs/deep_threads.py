import asyncio
import threading

from asgi_get import get
from django.conf import settings
from django.core.asgi import get_asgi_application
from django.http import HttpResponse
from django.urls import path

CLIENTS = 50
settings.configure(ROOT_URLCONF=__name__)

# Nobody passes before all fifty have come.
in_threads = threading.Barrier(CLIENTS, timeout=5)
on_the_loop = asyncio.Barrier(CLIENTS)
seen = {"/sync/": set(), "/async/": set()}


def note(request):
    thread = threading.current_thread()
    seen[request.path].add(thread)


def sync_view(request):
    in_threads.wait()
    note(request)
    return HttpResponse()


async def async_view(request):
    await on_the_loop.wait()
    note(request)
    return HttpResponse()


urlpatterns = [
    path("sync/", sync_view),
    path("async/", async_view),
]


async def main():
    app = get_asgi_application()
    for address, threads in seen.items():
        requests = [get(app, address) for _ in range(CLIENTS)]
        await asyncio.gather(*requests)
        loops = threading.current_thread() in threads
        print(f"{address} threads: {len(threads)}, loop's: {loops}")


asyncio.run(main())
