"""Ways into the lessons that are no lesson: search, glossary, the feed of changes, the map for crawlers."""

import asyncio
from datetime import UTC, datetime, time
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.feedgenerator import Atom1Feed
from django.views.decorators.http import require_safe

from lessons import bodies, catalogue, places
from lessons.bodies import Body
from lessons.catalogue import Catalogue
from lessons.entries import entries
from lessons.search import LONGEST, Found, Index
from lessons.views import stored

EXAMPLES = ("thread", "gather", "time to first byte", "sync view under ASGI")


@lru_cache(maxsize=2)
def index_of(course: Catalogue) -> Index:
    # Which lessons are shown is part of what was indexed: a draft that is hidden must not be found.
    return Index(Path(settings.VAR_DIR), f"{course.version} {' '.join(course.lessons)}")


def prepare_search() -> None:
    """Makes the index now, so that the first reader who searches does not wait for it."""
    course = catalogue.get()
    index_of(course).ready(entries(course))


def find(course: Catalogue, query: str) -> Found:
    return index_of(course).ask(query, lambda: entries(course))


@require_safe
async def search(request: HttpRequest) -> HttpResponse:
    """The whole page, or, for htmx, what was found: one template, one context."""
    query = request.GET.get("q", "")[:LONGEST].replace("\x00", "").strip()
    course = catalogue.get()
    found = await asyncio.to_thread(find, course, query) if query else Found(())
    template = "lessons/search.html#found" if getattr(request, "htmx", False) else "lessons/search.html"
    response = render(request, template, {"query": query, "found": found, "examples": EXAMPLES})
    patch_vary_headers(response, ["HX-Request"])  # one address, two answers
    return response


def glossary_page(course: Catalogue) -> str:
    """Each word with the pages that use it."""
    used: dict[str, list[tuple[str, str]]] = {}
    for lesson in course.lessons.values():
        for mode in lesson.modes.values():
            for name, _ in mode.terms:
                used.setdefault(name, []).append((places.mode(lesson.slug, mode.slug), f"{lesson.title}: {mode.name}"))
    terms = sorted(course.glossary.items(), key=lambda item: item[1].term.casefold())
    listed = [{"id": name, "term": term, "used": used.get(name, [])} for name, term in terms]
    return render_to_string("lessons/glossary.html", {"terms": listed})


@require_safe
async def glossary(request: HttpRequest) -> HttpResponse:
    course = catalogue.get()
    return bodies.response(request, await stored(course, "glossary", lambda: glossary_page(course)))


def feed_text(course: Catalogue, base: str) -> str:
    """Atom: an entry a lesson, dated by its last change of substance."""
    home = f"{base}{reverse('lessons:index')}"
    feed = Atom1Feed(
        title=f"{course.title} · Firstbyte",
        link=home,
        description="What is new or changed in the lessons.",
        language=settings.LANGUAGE_CODE,
        feed_url=f"{base}{reverse('changes')}",
    )
    for lesson in sorted(course.lessons.values(), key=lambda each: each.updated, reverse=True):
        changed = datetime.combine(lesson.updated, time(), UTC)
        url = f"{base}{reverse('lessons:lesson', args=[lesson.slug])}"
        # The date is part of the entry's name, so that a changed lesson is news again.
        name = f"{url}#{lesson.updated.isoformat()}"
        feed.add_item(lesson.title, url, lesson.summary, updateddate=changed, pubdate=changed, unique_id=name)
    return str(feed.writeString("utf-8"))


@lru_cache(maxsize=8)  # few: whoever asks chooses the port in the address, so that each of them must not stay
def feed_body(course: Catalogue, base: str) -> Body:
    return bodies.encoded(feed_text(course, base))


@require_safe
async def changes(request: HttpRequest) -> HttpResponse:
    course = catalogue.get()
    base = request.build_absolute_uri("/").rstrip("/")
    body = await asyncio.to_thread(feed_body, course, base)
    return bodies.response(request, body, "application/atom+xml; charset=utf-8")


@lru_cache(maxsize=8)
def sitemap_body(course: Catalogue, base: str) -> Body:
    """Every page that is the same for everyone."""
    pages: list[tuple[str, str]] = [
        (f"{base}{reverse(name)}", "") for name in ("home", "lessons:index", "lab:index", "glossary")
    ]
    for lesson in course.lessons.values():
        pages += [(base + places.mode(lesson.slug, slug), lesson.updated.isoformat()) for slug in lesson.modes]
    return bodies.encoded(render_to_string("lessons/sitemap.xml", {"pages": pages}))


@require_safe
async def sitemap(request: HttpRequest) -> HttpResponse:
    base = request.build_absolute_uri("/").rstrip("/")
    body = await asyncio.to_thread(sitemap_body, catalogue.get(), base)
    return bodies.response(request, body, "application/xml; charset=utf-8")


@require_safe
async def robots(request: HttpRequest) -> HttpResponse:
    """Crawlers have no business in what belongs to one learner, nor in a page for every word that was looked for."""
    closed = ("/me/", "/review/", "/staff/", "/search/", "/lab/runs/")
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed)]
    lines += ["", f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
