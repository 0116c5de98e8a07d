"""What an ASGI server does for one GET request."""

import asyncio


async def get(app, path):
    events = [{"type": "http.request"}]
    body = b""

    async def receive():
        if not events:
            # This client never hangs up.
            await asyncio.Event().wait()
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
