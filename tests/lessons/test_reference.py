"""Search, glossary, feed and map as pages."""

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from lessons import catalogue, views
from lessons.bodies import Store
from lessons.reference import feed_body, sitemap_body
from tests.lessons.course import Course

ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@pytest.fixture(autouse=True)
def served(course: Course, settings: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Course]:
    settings.CONTENT_ROOT = course.root
    settings.VAR_DIR = tmp_path / "var"
    catalogue.shelf.clear()
    monkeypatch.setattr(views, "store", Store())
    yield course
    catalogue.shelf.clear()


def test_a_search_without_words_offers_some(client: Client) -> None:
    page = client.get("/search/").content.decode()
    assert 'href="/search/?q=' in page
    assert page.count("<h1") == 1


def test_it_shows_where_the_words_stand(client: Client) -> None:
    page = client.get("/search/", {"q": "whole thread"}).content.decode()
    assert 'href="/lessons/tiny/why/#big-idea"' in page
    assert "<mark>whole</mark> <mark>thread</mark>" in page
    assert 'value="whole thread"' in page


def test_htmx_is_given_the_found_part_of_the_same_page(client: Client) -> None:
    part = client.get("/search/", {"q": "thread"}, headers={"HX-Request": "true"})
    whole = client.get("/search/", {"q": "thread"})
    assert "<html" not in part.content.decode()
    assert part.content.decode().strip() in whole.content.decode()
    assert "HX-Request" in part["Vary"]
    assert "HX-Request" in whole["Vary"]


def test_what_was_typed_is_shown_as_text(client: Client) -> None:
    page = client.get("/search/", {"q": '<script>alert(1)</script>"zebra'}).content.decode()
    assert "<script>alert" not in page
    assert "Nothing holds" in page


@pytest.mark.parametrize("query", ["\x00", "x" * 10_000, "\ud800".encode("utf-8", "surrogatepass"), "%", '"'])
def test_no_query_is_an_error(client: Client, query: Any) -> None:
    assert client.get("/search/", {"q": query}).status_code == 200


@pytest.mark.django_db
def test_it_asks_no_database_and_takes_no_post(client: Client, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        client.get("/search/", {"q": "thread"})
    assert client.post("/search/").status_code == 405


def test_a_draft_that_is_hidden_is_not_found_though_it_was_indexed(client: Client, settings: Any) -> None:
    assert "/lessons/tiny/" in client.get("/search/", {"q": "thread"}).content.decode()
    settings.DRAFTS = "hidden"
    assert "/lessons/tiny/" not in client.get("/search/", {"q": "thread"}).content.decode()


def test_a_changed_text_is_found(client: Client, served: Course, settings: Any) -> None:
    settings.DEBUG = True
    assert "Nothing holds" in client.get("/search/", {"q": "zebra"}).content.decode()
    served.edit("tiny/why.md", "Words.", "A zebra.")
    assert "<mark>zebra</mark>" in client.get("/search/", {"q": "zebra"}).content.decode()


def test_the_glossary_holds_every_word_with_the_pages_that_use_it(client: Client) -> None:
    page = client.get("/glossary/").content.decode()
    assert '<div id="throughput">' in page
    assert "Requests completed a second." in page
    assert 'href="/lessons/tiny/why/"' in page


def test_the_feed_is_atom_with_an_entry_a_lesson(client: Client, served: Course) -> None:
    response = client.get("/changes.atom", headers={"Host": "localhost"})
    feed = ET.fromstring(response.content)
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    (entry,) = feed.findall(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}title") == "A tiny lesson"
    assert (entry.findtext(f"{ATOM}updated") or "").startswith("2025-01-31")
    link = entry.find(f"{ATOM}link")
    assert link is not None
    assert link.get("href") == "http://localhost/lessons/tiny/"
    first = entry.findtext(f"{ATOM}id")
    served.edit("tiny/lesson.yaml", "2025-01-31", "2025-02-01")
    catalogue.shelf.clear()
    again = ET.fromstring(client.get("/changes.atom", headers={"Host": "localhost"}).content)
    assert again.findtext(f"{ATOM}entry/{ATOM}id") != first


def test_the_map_lists_pages_that_answer(client: Client) -> None:
    found = ET.fromstring(client.get("/sitemap.xml").content)
    urls = [each.text or "" for each in found.iter(f"{MAP}loc")]
    assert "http://testserver/lessons/tiny/why/" in urls
    assert len(urls) == len(set(urls))
    for url in urls:
        if "/lessons/tiny/" in url or "/glossary/" in url:
            assert client.get(url.removeprefix("http://testserver")).status_code == 200


def test_robots_are_kept_from_what_belongs_to_a_learner(client: Client) -> None:
    text = client.get("/robots.txt").content.decode()
    assert "Disallow: /me/\n" in text
    assert "Disallow: /review/\n" in text
    assert "/quiz/" not in text  # its first question is for everybody
    assert "Sitemap: http://testserver/sitemap.xml\n" in text


@pytest.mark.parametrize("path", ["/", "/lessons/", "/glossary/"])
def test_every_page_leads_to_search_and_glossary(client: Client, path: str) -> None:
    page = client.get(path).content.decode()
    assert 'href="/search/"' in page
    assert 'href="/glossary/"' in page


@pytest.mark.parametrize(("path", "kept"), [("/sitemap.xml", sitemap_body), ("/changes.atom", feed_body)])
def test_of_all_the_ports_that_may_be_asked_for_few_are_kept(path: str, kept: Any, client: Client) -> None:
    for port in range(8000, 8020):
        assert (
            f"http://localhost:{port}/lessons/"
            in client.get(path, headers={"host": f"localhost:{port}"}).content.decode()
        )
    assert kept.cache_info().currsize < 20
