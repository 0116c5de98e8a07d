"""The same call through three clients. Shared ones are made on the first request: they belong to the running loop."""

from __future__ import annotations

import aiohttp
import httpx
from django.http import HttpRequest, HttpResponse

from lab.testbed.stamps import BACKEND_URL, enter_loop

session: aiohttp.ClientSession | None = None
client: httpx.AsyncClient | None = None
MANY = 1000


async def shared_aiohttp(request: HttpRequest, number: int = -1) -> HttpResponse:
    global session
    visit = enter_loop(number)
    session = session or aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=MANY))
    visit.calls()
    async with session.get(f"{BACKEND_URL}/{visit.number}") as response:
        body = await response.read()
    visit.called()
    return visit.answer(body)


async def new_aiohttp(request: HttpRequest, number: int = -1) -> HttpResponse:
    visit = enter_loop(number)
    visit.calls()
    async with aiohttp.ClientSession() as own, own.get(f"{BACKEND_URL}/{visit.number}") as response:
        body = await response.read()
    visit.called()
    return visit.answer(body)


async def shared_httpx(request: HttpRequest, number: int = -1) -> HttpResponse:
    global client
    visit = enter_loop(number)
    if client is None:
        limits = httpx.Limits(max_connections=MANY, max_keepalive_connections=MANY)
        client = httpx.AsyncClient(limits=limits, timeout=None, trust_env=False)
    visit.calls()
    response = await client.get(f"{BACKEND_URL}/{visit.number}")
    visit.called()
    return visit.answer(response.content)
