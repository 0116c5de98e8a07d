"""Three views that ask a slow service for a price."""

import asyncio
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.request import urlopen

import aiohttp
from django.conf import settings
from django.http import HttpResponse
from django.test import AsyncClient
from django.urls import path


class Service(BaseHTTPRequestHandler):
    def do_GET(self):
        time.sleep(0.05)
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"42 euros")

    def log_message(self, *words):
        pass


service = ThreadingHTTPServer(("127.0.0.1", 0), Service)
threading.Thread(target=service.serve_forever, daemon=True).start()
PRICE = f"http://127.0.0.1:{service.server_port}/price"


# [bad]
def price(request):
    with urlopen(PRICE, timeout=2) as answer:
        text = answer.read().decode()
    return HttpResponse(text)


# [/bad]
bad = price


# [worst]
async def price(request):
    with urlopen(PRICE, timeout=2) as answer:
        text = answer.read().decode()
    return HttpResponse(text)


# [/worst]
worst = price

# [good]
shared = None


def session():
    """One client for the process, made on its event loop."""
    global shared
    if shared is None:
        limit = aiohttp.ClientTimeout(total=2)
        shared = aiohttp.ClientSession(timeout=limit)
    return shared


async def price(request):
    async with session().get(PRICE) as answer:
        text = await answer.text()
    return HttpResponse(text)


# [/good]
good = price

urlpatterns = [path("bad", bad), path("worst", worst), path("good", good)]
settings.configure(ROOT_URLCONF=__name__)


async def main():
    for name in ("bad", "worst", "good"):
        response = await AsyncClient().get(f"/{name}")
        print(f"{name:5} {response.content.decode()}")
    await shared.close()


asyncio.run(main())
