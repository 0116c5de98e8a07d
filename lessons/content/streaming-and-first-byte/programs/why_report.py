import asyncio

from asgi_get import get
from django.conf import settings
from django.core.asgi import get_asgi_application
from django.http import HttpResponse, StreamingHttpResponse
from django.urls import path

settings.configure(ROOT_URLCONF=__name__)
SHOPS = ["Bern", "Chur", "Thun"]


async def takings(shop):
    await asyncio.sleep(0.1)  # stands for a slow service
    print(f"{shop} has answered")
    return f"<li>{shop}</li>"


# [before]
async def report(request):
    rows = []
    for shop in SHOPS:
        rows.append(await takings(shop))
    return HttpResponse("<h1>Takings</h1>" + "".join(rows))


# [/before]


# [after]
async def rows():
    yield "<h1>Takings</h1>"
    for shop in SHOPS:
        yield await takings(shop)


async def streamed_report(request):
    return StreamingHttpResponse(rows())


# [/after]


urlpatterns = [path("whole", report), path("streamed", streamed_report)]


def sent(what):
    print("  leaves:", what if isinstance(what, str) else what.decode())


async def main():
    app = get_asgi_application()
    for url in ("/whole", "/streamed"):
        print(url)
        await get(app, url, sent)


asyncio.run(main())
