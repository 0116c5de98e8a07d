import gzip
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import brotli
import pytest
from django.test import AsyncClient, Client
from django.urls import reverse

from lessons import catalogue as shelf
from lessons import places, views
from lessons.bodies import Store
from lessons.modes import MODES
from tests.lessons.course import Course


@pytest.fixture(autouse=True)
def served(course: Course, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Course]:
    settings.CONTENT_ROOT = course.root
    shelf.shelf.clear()
    monkeypatch.setattr(views, "store", Store())
    yield course
    shelf.shelf.clear()


@pytest.mark.parametrize("mode", MODES)
def test_a_mode_can_be_read(client: Client, mode: str) -> None:
    response = client.get(f"/lessons/tiny/{mode}/")
    page = response.content.decode()
    assert response.status_code == 200
    assert page.count("<h1") == 1
    assert f"The mode {mode}</h1>" in page
    assert f'data-mode="{mode}" aria-current="page"' in page


@pytest.mark.django_db
def test_a_reading_page_asks_no_database_and_sets_no_cookie(client: Client, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        for path in ("/lessons/", "/lessons/tiny/why/", "/lessons/tiny/performance/"):
            response = client.get(path)
            assert response.status_code == 200
            assert response.cookies == {}
            assert "Cookie" not in response.get("Vary", "")


async def test_it_answers_on_the_event_loop(async_client: AsyncClient) -> None:
    assert (await async_client.get("/lessons/tiny/why/")).status_code == 200
    assert (await async_client.head("/lessons/tiny/why/")).status_code == 200


def test_it_rejects_post(client: Client) -> None:
    assert client.post("/lessons/tiny/why/").status_code == 405
    assert client.post("/lessons/").status_code == 405


def test_a_lessons_address_leads_to_its_first_mode(client: Client) -> None:
    response = client.get("/lessons/tiny/")
    assert (response.status_code, response["Location"]) == (302, "/lessons/tiny/why/")


def test_an_unchanged_page_is_not_sent_again(client: Client) -> None:
    first = client.get("/lessons/tiny/why/", headers={"Accept-Encoding": "br"})
    again = client.get("/lessons/tiny/why/", headers={"Accept-Encoding": "br", "If-None-Match": first["ETag"]})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    assert "no-cache" in again["Cache-Control"]
    assert again["Vary"] == "Accept-Encoding"


def test_a_changed_page_is_sent_again(client: Client, served: Course) -> None:
    first = client.get("/lessons/tiny/why/")
    served.edit("tiny/why.md", "Words.", "Other words.")
    shelf.shelf.clear()
    again = client.get("/lessons/tiny/why/", headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 200
    assert b"Other words." in again.content


def test_the_body_comes_in_the_encoding_that_the_browser_accepts(client: Client) -> None:
    plain = client.get("/lessons/tiny/why/")
    zipped = client.get("/lessons/tiny/why/", headers={"Accept-Encoding": "gzip"})
    br = client.get("/lessons/tiny/why/", headers={"Accept-Encoding": "gzip, br"})
    assert "Content-Encoding" not in plain
    assert (zipped["Content-Encoding"], br["Content-Encoding"]) == ("gzip", "br")
    assert gzip.decompress(zipped.content) == brotli.decompress(br.content) == plain.content
    assert len({plain["ETag"], zipped["ETag"], br["ETag"]}) == 3
    assert {response["Vary"] for response in (plain, zipped, br)} == {"Accept-Encoding"}


def test_the_page_is_made_once(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    client.get("/lessons/tiny/why/")
    monkeypatch.setattr(views.pages, "mode_page", lambda *args: pytest.fail("the page was made again"))
    assert client.get("/lessons/tiny/why/").status_code == 200


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        ("/lessons/tinny/why/", "The nearest is “A tiny lesson”, at /lessons/tiny/why/"),
        ("/lessons/zzz/", "All lessons are listed at /lessons/"),
        ("/lessons/tiny/visualise/", "The nearest is Visualize, at /lessons/tiny/visualize/"),
        ("/lessons/tiny/deep_dive/", "The nearest is Deep dive, at /lessons/tiny/deep-dive/"),
        ("/lessons/tiny/zzz/", "Its modes are Why, Basics, Visualize"),
    ],
)
def test_an_unknown_lesson_or_mode_is_not_found_and_the_nearest_is_named(
    client: Client, path: str, sentence: str
) -> None:
    response = client.get(path)
    assert response.status_code == 404
    assert sentence in response.content.decode()


def test_an_omitted_mode_says_why(client: Client, served: Course) -> None:
    (served.lesson_folder / "review.md").unlink()
    served.edit("tiny/lesson.yaml", "status: draft", "status: draft\nomit: {review: Nothing to recall yet}")
    shelf.shelf.clear()
    assert "leaves out the mode Review: Nothing to recall yet" in client.get("/lessons/tiny/review/").content.decode()


def test_markup_in_an_address_is_shown_as_text(client: Client) -> None:
    page = client.get("/lessons/%3Cb%3Ebold/why/").content.decode()
    assert "<b>bold" not in page


def test_the_path_names_previous_and_next(client: Client) -> None:
    page = client.get("/lessons/tiny/basics/").content.decode()
    assert '<a rel="prev" href="/lessons/tiny/why/">' in page
    assert '<a rel="next" href="/lessons/tiny/visualize/">' in page
    assert "2 of 9" in page
    assert 'rel="prev"' not in client.get("/lessons/tiny/why/").content.decode()


def test_what_belongs_to_one_visitor_is_a_fragment_with_a_plain_link_inside(client: Client) -> None:
    page = client.get("/lessons/tiny/basics/").content.decode()
    assert 'hx-get="/me/path/tiny/?mode=basics"' in page
    assert '<a href="/me/path/tiny/?mode=basics">' in page


def test_scripts_come_only_where_they_are_used(client: Client) -> None:
    why = client.get("/lessons/tiny/why/").content.decode()
    assert "step-player.js" not in why.split("</script>", 2)[2]
    assert "lessons/step-player.js" in client.get("/lessons/tiny/visualize/").content.decode()
    assert "lessons/page-timing.js" in client.get("/lessons/tiny/performance/").content.decode()


def test_a_page_has_no_inline_style_and_no_inline_script_but_the_import_map(client: Client) -> None:
    for mode in MODES:
        page = client.get(f"/lessons/tiny/{mode}/").content.decode()
        assert " style=" not in page
        assert "<style" not in page
        assert [part[:17] for part in page.split("<script")[1:] if " src=" not in part.split(">")[0]] == [
            ' type="importmap"'
        ]


def test_the_list_names_each_lesson_with_its_modes(client: Client) -> None:
    page = client.get("/lessons/").content.decode()
    assert "A tiny lesson" in page
    assert "Tell waiting from running." in page
    assert "45 minutes" in page
    assert all(f'href="/lessons/tiny/{mode}/"' in page for mode in MODES)


def test_with_debug_on_faults_stand_at_their_place(client: Client, served: Course, settings: Any) -> None:
    settings.DEBUG = True
    line, column = served.edit("tiny/why.md", "[docs](source:docs)", "[docs](source:dogs)")
    page = client.get("/lessons/tiny/why/").content.decode()
    note = f"<strong>link-target</strong> line {line}, column {column}"
    assert page.index('id="big-idea"') < page.index(note) < page.index('id="scenario"')
    assert "link-target" in client.get("/lessons/").content.decode()


def test_without_debug_faults_are_not_shown_to_readers(client: Client, served: Course) -> None:
    served.edit("tiny/why.md", "[docs](source:docs)", "[docs](source:dogs)")
    assert b"link-target" not in client.get("/lessons/tiny/why/").content


def test_the_addresses_that_the_content_knows_are_those_of_the_site() -> None:
    assert places.mode("tiny", "why", "x") == reverse("lessons:mode", args=["tiny", "why"]) + "#x"
    assert places.quiz("tiny") == reverse("quiz:quiz", args=["tiny"])
    assert places.run("tiny.x") == reverse("lab:run", args=["tiny.x"])
    assert places.progress("tiny", "why") == reverse("learners:path", args=["tiny"]) + "?mode=why"
    assert places.lab("x", {"clients": "9"}) == reverse("lab:index") + "?scenario=x&clients=9"


def test_the_templates_hold_no_file_longer_than_it_should_be() -> None:
    folder = Path(__file__).parents[2]
    for pattern in ("lessons/**/*.py", "static/lessons/*", "templates/lessons/*"):
        for path in folder.glob(pattern):
            if "content" not in path.parts and path.is_file():
                assert len(path.read_text().splitlines()) <= 300, path
