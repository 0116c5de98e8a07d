"""What an ASGI server does for one GET request. `sent` is told of all that leaves."""

import asyncio


async def get(app, path, sent, leaves=None):
    events = [{"type": "http.request"}]

    async def receive():
        if events:
            return events.pop()
        # The client hangs up when `leaves` is set.
        await (leaves or asyncio.Event()).wait()
        return {"type": "http.disconnect"}

    async def send(event):
        if event["type"] == "http.response.start":
            sent(f"status {event['status']}")
        elif event.get("body"):
            sent(event["body"])

    scope = {
        "type": "http",
        "method": "GET",
        "path": path,
        "query_string": b"",
        "headers": [(b"accept-encoding", b"gzip")],
    }
    await app(scope, receive, send)
