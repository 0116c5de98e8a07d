"""What an ASGI server does for one GET request, without the network."""

import asyncio


async def get(app, path):
    events = [{"type": "http.request", "body": b"", "more_body": False}]
    body = b""

    async def receive():
        if not events:
            await asyncio.Event().wait()  # this client never hangs up
        return events.pop()

    async def send(event):
        nonlocal body
        body += event.get("body", b"")

    scope = {
        "type": "http",
        "method": "GET",
        "path": path,
        "query_string": b"",
        "headers": [],
    }
    await app(scope, receive, send)
    return body.decode()
