"""The reading pages. They are the same for everyone: no database, no cookie, one body in memory. A page that asks
questions is made of one body, too, and is filled in for each reader."""

import asyncio
from collections.abc import Callable, Hashable

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from lessons import bodies, catalogue, exercises, pages, slots
from lessons.bodies import Body
from lessons.catalogue import Catalogue, Lesson, Mode

store = bodies.Store()


async def stored(course: Catalogue, key: Hashable, make: Callable[[], str]) -> Body:
    """The body under `key`, made at the first call for it. With DEBUG on it is made each time: templates change too."""
    body = None if settings.DEBUG else store.get(course.version, key)
    if body is None:
        # Rendering and compressing take some ten milliseconds of computing: not on the loop, where others would wait.
        body = await asyncio.to_thread(lambda: bodies.encoded(make()))
        store.put(course.version, key, body)
    return body


async def with_slots(course: Catalogue, lesson: Lesson, mode: Mode) -> str:
    """The text of a page that has slots, with its markers."""
    body = await stored(course, (lesson.slug, mode.slug), lambda: pages.mode_page(course, lesson, mode))
    return body.plain.decode()


def warm(course: Catalogue, most: int) -> bool:
    """Makes the bodies that nobody has asked for yet, of the course's first `most` modes; whether that was all of them.
    Some ten milliseconds of computing each, to be done beside the loop."""
    pages_of = [(lesson, mode) for lesson in course.lessons.values() for mode in lesson.modes.values()]
    for lesson, mode in pages_of[:most]:
        key = (lesson.slug, mode.slug)
        if store.get(course.version, key) is None:
            store.put(course.version, key, bodies.encoded(pages.mode_page(course, lesson, mode)))
    return len(pages_of) <= most


@require_safe
async def index(request: HttpRequest) -> HttpResponse:
    course = catalogue.get()
    return bodies.response(request, await stored(course, "index", lambda: pages.index_page(course)))


@require_safe
async def lesson(request: HttpRequest, lesson: str) -> HttpResponse:
    """A lesson's own address leads to its first mode."""
    found = pages.find_lesson(catalogue.get(), lesson)
    first = next(iter(found.modes), "why")
    return redirect("lessons:mode", found.slug, first)


async def hidden_draft(request: HttpRequest, slug: str) -> Lesson | None:
    """The draft of this name, for one of the staff. Only who asks for a draft is asked who they are."""
    draft = catalogue.whole().lessons.get(slug) if slug not in catalogue.get().lessons else None
    return draft if draft and (await request.auser()).is_staff else None


@require_safe
async def mode(request: HttpRequest, lesson: str, mode: str) -> HttpResponse:
    course = catalogue.get()
    if draft := await hidden_draft(request, lesson):
        whole = catalogue.whole()
        html = await asyncio.to_thread(pages.mode_page, whole, draft, pages.find_mode(whole, draft, mode))
        return slots.response(html, {})  # nobody may keep it, and no room asks its questions yet
    found = pages.find_lesson(course, lesson)
    page = pages.find_mode(course, found, mode)
    if page.slots:
        return slots.response(await with_slots(course, found, page), await slots.fills(request, found, page))
    body = await stored(course, (lesson, mode), lambda: pages.mode_page(course, found, page))
    return bodies.response(request, body)


@require_safe
async def project(request: HttpRequest, lesson: str, program: str) -> HttpResponse:
    """A project as it begins, with its checks, to work on with one's own Python."""
    found = pages.find_lesson(catalogue.get(), lesson)
    archive = exercises.archive(found.title, found.exercises(), found.programs, f"{program.replace('-', '_')}.py")
    if archive is None:
        raise Http404(f"“{found.title}” has no project “{program[:80]}”.")
    headers = {"Content-Disposition": f'attachment; filename="{program}.zip"', "Cache-Control": bodies.CACHE_CONTROL}
    return HttpResponse(archive, content_type="application/zip", headers=headers)
