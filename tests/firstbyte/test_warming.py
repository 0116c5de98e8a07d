from types import SimpleNamespace
from typing import Any

import pytest
from django.test import AsyncClient

from firstbyte import warming
from lessons import bodies, catalogue, pages, views


@pytest.fixture(autouse=True)
def cold(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "store", bodies.Store())


async def test_after_warming_a_page_is_sent_and_not_made(monkeypatch: pytest.MonkeyPatch) -> None:
    warming.warm()
    monkeypatch.setattr(pages, "mode_page", lambda *args: pytest.fail("The page was made again."))
    for lesson in catalogue.get().lessons.values():
        for mode in lesson.modes:
            assert (await AsyncClient().get(f"/lessons/{lesson.slug}/{mode}/")).status_code == 200


def test_what_fails_in_warming_fails_nothing_else(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(pages, "mode_page", lambda *args: 1 / 0)
    warming.warm()
    assert "could not be made in advance" in caplog.text


def test_with_debug_on_nothing_is_warmed(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warming, "threading", SimpleNamespace(Thread=lambda **_: pytest.fail("A thread was begun.")))
    settings.DEBUG = True
    warming.begin()
