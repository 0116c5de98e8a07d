"""ask(url): what an ASGI server asks of Django, without a network."""

import asyncio

from django.conf import settings
from django.core.asgi import get_asgi_application

settings.configure(
    ROOT_URLCONF="__main__",  # the program that is started
    DEBUG_PROPAGATE_EXCEPTIONS=True,  # errors reach the terminal
)
application = get_asgi_application()


async def ask(url):
    """The body of the answer."""
    scope = {"type": "http", "method": "GET", "path": url, "headers": []}
    inbox, outbox = asyncio.Queue(), asyncio.Queue()
    inbox.put_nowait({"type": "http.request"})
    await application(scope, inbox.get, outbox.put)
    outbox.get_nowait()  # status and headers
    return outbox.get_nowait()["body"].decode()
