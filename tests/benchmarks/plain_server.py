"""The least that an ASGI server can be asked: what load generators are compared on."""

from typing import Any

BODY = b"ok"
START = {"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"2")]}


async def application(scope: dict[str, Any], receive: Any, send: Any) -> None:
    if scope["type"] != "http":
        raise NotImplementedError(scope["type"])
    await send(START)
    await send({"type": "http.response.body", "body": BODY})
