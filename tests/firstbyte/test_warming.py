from types import SimpleNamespace
from typing import Any

import pytest
from django.test import AsyncClient

from firstbyte import warming
from lessons import bodies, catalogue, pages, reference, views


@pytest.fixture(autouse=True)
def cold(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "store", bodies.Store())


async def test_after_warming_a_page_is_sent_and_not_made(monkeypatch: pytest.MonkeyPatch) -> None:
    warming.warm()
    monkeypatch.setattr(pages, "mode_page", lambda *args: pytest.fail("The page was made again."))
    for lesson in catalogue.get().lessons.values():
        for mode in lesson.modes:
            assert (await AsyncClient().get(f"/lessons/{lesson.slug}/{mode}/")).status_code == 200


def test_of_a_large_course_only_the_first_pages_are_made_and_the_index_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    monkeypatch.setattr(warming, "MOST_PAGES", 2)
    monkeypatch.setattr(pages, "mode_page", lambda course, lesson, mode: made.append(mode.slug) or "a page")
    monkeypatch.setattr(reference, "prepare_search", lambda: pytest.fail("Everything would be rendered for it."))
    warming.warm()
    assert made == ["why", "basics"]


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
