"""The views that a visitor's own browser asks: they wait, say so, and cannot be asked without end."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Iterator

import pytest
from django.test import AsyncClient

from lab import own_browser
from lab.turnstile import Turnstile

KINDS = ("sync", "async")


@pytest.fixture(autouse=True)
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[Turnstile]:
    fresh = Turnstile(at_once=60, a_client=24, a_window=120, window_s=60.0, clock=time.monotonic)
    monkeypatch.setattr(own_browser, "turnstile", fresh)
    yield fresh
    assert fresh.inside == {}


@pytest.mark.parametrize("kind", KINDS)
async def test_it_waits_and_tells_the_browser_how_long(kind: str) -> None:
    response = await AsyncClient().get(f"/lab/your-browser/{kind}/")
    assert response.status_code == 200
    assert response.json() == {"view": kind}
    told = dict(re.findall(r'(\w+);desc="[^"]+";dur=([\d.]+)', response["Server-Timing"]))
    assert float(told["view"]) >= float(told["wait"]) >= own_browser.WAIT_S * 1000 - 1
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize("kind", KINDS)
async def test_past_the_cap_it_refuses_at_once_and_says_when_to_come_back(kind: str, gate: Turnstile) -> None:
    gate.a_window = 3
    answers = await asyncio.gather(*(AsyncClient().get(f"/lab/your-browser/{kind}/") for _ in range(5)))
    assert sorted(each.status_code for each in answers) == [200, 200, 200, 429, 429]
    refused = next(each for each in answers if each.status_code == 429)
    assert int(refused["Retry-After"]) >= 1
    assert "within 60 seconds" in refused.json()["refused"]


async def test_only_reading_is_answered() -> None:
    for kind in KINDS:
        assert (await AsyncClient().post(f"/lab/your-browser/{kind}/")).status_code == 405


async def test_the_page_names_both_views_and_says_where_the_bars_stand() -> None:
    page = (await AsyncClient().get("/lab/your-browser/")).content.decode()
    for expected in ("/lab/your-browser/sync/", "/lab/your-browser/async/", "developer tools", "Server-Timing"):
        assert expected in page
