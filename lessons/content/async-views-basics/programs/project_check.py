"""python project_check.py [module]: how far is the page?"""

import asyncio
import importlib
import json
import re
import sys

import project_services as services
from django.conf import settings

page = importlib.import_module((sys.argv[1:] or ["project_page"])[0])
settings.DEBUG_PROPAGATE_EXCEPTIONS = True  # your errors, in full


async def ask(url):
    """Headers and body, as an ASGI server would get them."""
    scope = {"type": "http", "method": "GET", "path": url, "headers": []}
    inbox, outbox = asyncio.Queue(), asyncio.Queue()
    inbox.put_nowait({"type": "http.request"})
    async with asyncio.timeout(5):
        await page.application(scope, inbox.get, outbox.put)
    head, body = outbox.get_nowait(), outbox.get_nowait()
    return dict(head["headers"]), body["body"].decode()


async def step_1():
    headers, body = await ask("/station")
    if json.loads(body) != services.SAYS:
        return f"the answer should hold {services.SAYS}, not {body}"
    said = headers.get(b"Server-Timing", b"").decode()
    found = re.fullmatch(r"services;dur=([\d.]+)", said)
    if not found:
        return f"Server-Timing is {said!r}, not services;dur=NUMBER"
    if float(found[1]) < 299:  # the longest wait takes 300
        return f"dur is {found[1]}: it is counted in milliseconds"
    return ""


async def step_2():
    services.most.clear()
    asked = asyncio.create_task(ask("/station"))
    await asyncio.sleep(0.05)
    await ask("/health")
    free = services.waiting["all"] > 0
    await asked
    if not free:
        return "while the page waited, /health got no answer"
    if services.most["all"] != 3:
        return "the three calls waited in turn"
    return ""


async def step_3():
    services.hanging.add("bikes")
    services.cancelled.clear()
    try:
        _, body = await ask("/station")
    except TimeoutError:
        return "bikes hangs, and the page hung with it for 5 s"
    finally:
        services.hanging.clear()
    if json.loads(body) != {**services.SAYS, "bikes": None}:
        return f"bikes should be null and the others there: {body}"
    if services.cancelled["bikes"] != 1:
        return "the page has answered; its call to bikes still waits"
    return ""


async def step_4():
    services.most.clear()
    await asyncio.gather(*(ask("/station") for _ in range(20)))
    for name in services.SAYS:
        if (most := services.most[name]) != 10:
            return f"{name}: {most} calls at once, not 10"
    return ""


STEPS = {
    step_1: "the answer says how long the services took",
    step_2: "three waits side by side, and a free loop",
    step_3: "one service hangs, the other two are shown",
    step_4: "20 requests, 10 calls at once to each service",
}


async def main():
    for number, (check, words) in enumerate(STEPS.items(), 1):
        if wrong := await check():
            sys.exit(f"step {number} not yet: {wrong}")
        print(f"step {number} ok: {words}")


asyncio.run(main())
