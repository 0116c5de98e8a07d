import asyncio

from asgi_get import get
from django.conf import settings
from django.core.asgi import get_asgi_application
from django.http import StreamingHttpResponse
from django.urls import path

settings.configure(ROOT_URLCONF=__name__)
ROWS = 1000


async def rows():
    for number in range(ROWS):
        yield f"{number}\n"


# [batches]
async def in_batches(rows, size):
    batch = []
    async for row in rows:
        batch.append(row)
        if len(batch) == size:
            yield "".join(batch)
            batch = []
    if batch:
        yield "".join(batch)


# [/batches]


urlpatterns = [
    path("rows", lambda request: StreamingHttpResponse(rows())),
    path("batches", lambda request: StreamingHttpResponse(in_batches(rows(), 100))),
]


async def main():
    app = get_asgi_application()
    for url in ("/rows", "/batches"):
        left = []
        await get(app, url, left.append)
        print(url, len(left) - 1, "parts,", sum(map(len, left[1:])), "bytes")


asyncio.run(main())
