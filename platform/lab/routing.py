from typing import Any

from django.urls import path, re_path

from lab.live.watcher import UNKNOWN_RUN, watch


async def nowhere(scope: dict[str, Any], receive: Any, send: Any) -> None:
    """Any other address: closed. Without a route the router raises, and anybody could fill the log."""
    await receive()
    await send({"type": "websocket.close", "code": UNKNOWN_RUN})


# Typed for views; the router calls whatever ASGI application stands here.
application: Any = watch
closed: Any = nowhere
websocket_urlpatterns = [path("ws/lab/runs/<str:run_id>/", application), re_path("", closed)]
