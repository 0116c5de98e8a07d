"""Draft, beta and live: who sees what."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from lessons import catalogue, views
from lessons.bodies import Store
from tests.lessons.course import Course
from tests.lessons.publishing import publish


@pytest.fixture(autouse=True)
def served(course: Course, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Course]:
    settings.CONTENT_ROOT = course.root
    settings.DRAFTS = "hidden"
    catalogue.shelf.clear()
    monkeypatch.setattr(views, "store", Store())
    yield course
    catalogue.shelf.clear()


def text(client: Client, path: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", "", client.get(path).content.decode()).split())


@pytest.mark.parametrize(
    "path", ["/lessons/tiny/", "/lessons/tiny/why/", "/quiz/tiny/", "/lab/runs/tiny.sync-vs-async/"]
)
@pytest.mark.django_db
def test_a_draft_is_in_no_room(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404


def test_a_draft_is_not_listed(client: Client) -> None:
    assert "A tiny lesson" not in text(client, "/lessons/")
    assert list(catalogue.get().lessons) == []
    assert list(catalogue.whole().lessons) == ["tiny"]


def test_a_draft_is_shown_where_the_setting_says_so_and_says_what_it_is(client: Client, settings: Any) -> None:
    settings.DRAFTS = "shown"
    assert "DRAFT Seen by its authors only." in text(client, "/lessons/tiny/why/")
    assert "A tiny lesson DRAFT" in text(client, "/lessons/")


@pytest.mark.django_db
@pytest.mark.parametrize(("staff", "status"), [(True, 200), (False, 404)])
def test_of_those_who_are_signed_in_the_staff_sees_a_draft_and_nobody_keeps_it(
    client: Client, staff: bool, status: int
) -> None:
    client.force_login(get_user_model().objects.create(email="a@example.org", is_staff=staff))
    for mode in ("why", "performance"):
        response = client.get(f"/lessons/tiny/{mode}/")
        assert response.status_code == status
        assert not staff or "no-store" in response["Cache-Control"]
    assert Client().get("/lessons/tiny/why/").status_code == 404


def test_a_beta_is_seen_by_everyone_and_says_what_it_is(client: Client, served: Course) -> None:
    publish(served)
    assert "BETA Whole and checked, and young" in text(client, "/lessons/tiny/why/")
    assert "A tiny lesson BETA" in text(client, "/lessons/")


def test_a_live_lesson_says_nothing_of_it(client: Client, served: Course) -> None:
    publish(served)
    served.edit("tiny/lesson.yaml", "status: beta", "status: live")
    page = text(client, "/lessons/tiny/why/") + text(client, "/lessons/")
    assert "A tiny lesson" in page
    assert "LIVE" not in page
