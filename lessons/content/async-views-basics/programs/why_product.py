"""The same view twice, and a stock service for both to ask."""

import asyncio
import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.request import urlopen

import aiohttp
from django.conf import settings
from django.http import JsonResponse
from django.test import RequestFactory


class Stock(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(b'{"left": 7}')

    def log_message(self, *args):
        pass


service = HTTPServer(("127.0.0.1", 0), Stock)
threading.Thread(target=service.serve_forever, daemon=True).start()
STOCK = f"http://127.0.0.1:{service.server_port}"


# [before]
def product_sync(request, number):
    # The thread stands here until the answer has come.
    with urlopen(f"{STOCK}/{number}", timeout=5) as answer:
        stock = json.load(answer)
    return JsonResponse(stock)
    # [/before]


# [after]
async def product_async(request, number):
    # Only this request stands here; the thread goes on.
    async with http().get(f"{STOCK}/{number}") as answer:
        stock = await answer.json()
    return JsonResponse(stock)
    # [/after]


session = None


def http():
    """One session for all requests: it keeps connections open."""
    global session
    if session is None:
        limit = aiohttp.ClientTimeout(total=5)
        session = aiohttp.ClientSession(timeout=limit)
    return session


async def main():
    request = RequestFactory().get("/product/1/")
    print("sync: ", product_sync(request, 1).content.decode())
    print("async:", (await product_async(request, 1)).content.decode())
    await session.close()


settings.configure()
asyncio.run(main())
