"""Which step of a Django request held the loop? asyncio says."""

import asyncio
import logging
import re
import time

from asgi_get import get
from asgiref.sync import sync_to_async
from django.conf import settings
from django.core.asgi import get_asgi_application
from django.http import HttpResponse
from django.urls import path

settings.configure(ROOT_URLCONF=__name__)


async def blocks(request):
    time.sleep(0.6)
    return HttpResponse()


async def hands_over(request):
    await sync_to_async(time.sleep)(0.6)
    return HttpResponse()


urlpatterns = [
    path("blocks", blocks),
    path("hands-over", hands_over),
]


class Named(logging.Handler):
    def emit(self, record):
        words = record.getMessage()
        if words.startswith("Executing"):
            task = re.search(r"(\w+)\(\)", words).group(1)
            print("held the loop:", task)


logging.getLogger("asyncio").addHandler(Named())
app = get_asgi_application()


async def main():
    loop = asyncio.get_running_loop()
    loop.slow_callback_duration = 0.4
    for address in ("/hands-over", "/blocks"):
        print("GET", address)
        await get(app, address)


asyncio.run(main(), debug=True)
