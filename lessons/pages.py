"""What the templates of the lessons are given."""

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.http import Http404
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from lessons import places
from lessons.catalogue import Catalogue, Lesson, Mode, faults_of
from lessons.cleaning import clean
from lessons.faults import Fault
from lessons.markdown import parser
from lessons.modes import MODES


@dataclass(frozen=True)
class Stop:
    """A mode as a stop of the path, seen from the page of one of them."""

    number: int
    mode: Mode
    url: str
    here: bool


def stops(lesson: Lesson, here: str = "") -> list[Stop]:
    return [
        Stop(number, mode, places.mode(lesson.slug, mode.slug), mode.slug == here)
        for number, mode in enumerate(lesson.modes.values(), 1)
    ]


def fault_note(fault: Fault) -> SafeString:
    return format_html(
        '<aside class="fault fault-{}"><p><strong>{}</strong> line {}, column {}: {}</p></aside>',
        fault.severity.value,
        fault.code,
        fault.line,
        fault.column,
        fault.message,
    )


def body_html(mode: Mode, faults: Sequence[Fault]) -> SafeString:
    """The page's blocks; each fault stands before the block in which it lies."""
    waiting = sorted(faults)
    parts: list[str] = []
    chunks = mode.chunks
    for chunk, following in zip(chunks, [*(each.line for each in chunks[1:]), 10**9], strict=True):
        while waiting and waiting[0].line < following:
            parts.append(fault_note(waiting.pop(0)))
        parts.append(chunk.html)
    parts += [fault_note(fault) for fault in waiting]
    # The chunks went through lessons.cleaning; fault_note escapes what it shows.
    return mark_safe("".join(parts))


def inline_html(text: str) -> SafeString:
    """A short text of the YAML files, which may hold emphasis and code."""
    return mark_safe(clean(str(parser().renderInline(text))))


def mode_page(catalogue: Catalogue, lesson: Lesson, mode: Mode) -> str:
    path = stops(lesson, mode.slug)
    here = next(stop for stop in path if stop.here)
    before, after = lesson.neighbours(mode.slug)
    faults = [fault for fault in faults_of(catalogue) if fault.path == mode.path] if settings.DEBUG else []
    return render_to_string(
        "lessons/mode.html",
        {
            "lesson": lesson,
            "mode": mode,
            "here": here,
            "path": path,
            "body": body_html(mode, faults),
            "terms": [(id_, term.term, inline_html(term.text)) for id_, term in mode.terms],
            "before": next((stop for stop in path if before and stop.mode is before), None),
            "after": next((stop for stop in path if after and stop.mode is after), None),
            "progress": places.progress(lesson.slug, mode.slug),
        },
    )


def index_page(catalogue: Catalogue) -> str:
    listed = [
        {
            "lesson": lesson,
            "path": stops(lesson),
            "quiz": places.quiz(lesson.slug),
            "objectives": [catalogue.objectives[name] for name in lesson.objectives if name in catalogue.objectives],
        }
        for lesson in catalogue.lessons.values()
    ]
    faults = faults_of(catalogue) if settings.DEBUG else ()
    shown = [(fault, fault.shown(settings.BASE_DIR)) for fault in faults]
    return render_to_string("lessons/index.html", {"course": catalogue, "listed": listed, "faults": shown})


def nearest(word: str, among: Iterable[str]) -> str | None:
    """The name most like `word`, if one is at all like it."""
    found = difflib.get_close_matches(word[:80].lower().replace("_", "-"), list(among), n=1, cutoff=0.5)
    return found[0] if found else None


def find_lesson(catalogue: Catalogue, slug: str) -> Lesson:
    """The lesson. Raises Http404 with a sentence that names the one most like it."""
    if slug in catalogue.lessons:
        return catalogue.lessons[slug]
    near = nearest(slug, catalogue.lessons)
    words = f"There is no lesson “{slug[:80]}”. "
    if near:
        words += f"The nearest is “{catalogue.lessons[near].title}”, at {places.mode(near, 'why')}"
    else:
        words += "All lessons are listed at /lessons/"
    raise Http404(words)


def find_mode(catalogue: Catalogue, lesson: Lesson, slug: str) -> Mode:
    """The mode. Raises Http404 with a sentence that names the one most like it, or says why it is missing."""
    if slug in lesson.modes:
        return lesson.modes[slug]
    words = f"“{lesson.title}” has no mode “{slug[:80]}”. "
    if slug in lesson.omitted:
        raise Http404(f"“{lesson.title}” leaves out the mode {MODES[slug].name}: {lesson.omitted[slug]}")
    if settings.DEBUG and slug in MODES:
        path = lesson.folder / f"{slug}.md"
        raise Http404(words + " ".join(f.shown(settings.BASE_DIR) for f in faults_of(catalogue) if f.path == path))
    near = nearest(slug, lesson.modes)
    if near:
        words += f"The nearest is {lesson.modes[near].name}, at {places.mode(lesson.slug, near)}"
    else:
        words += f"Its modes are {', '.join(mode.name for mode in lesson.modes.values())}."
    raise Http404(words)
