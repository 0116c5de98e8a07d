"""The content's files become a catalogue. A fault is noted and the reading goes on, so that all are seen at once."""

import hashlib
import re
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from lessons import documents, results
from lessons.catalogue import Catalogue, Lesson, Mode, Stock
from lessons.containers import CONTAINERS
from lessons.documents import Document
from lessons.faults import Fault
from lessons.markdown import parser
from lessons.modes import MODES, ModeKind
from lessons.parts import Page, Surroundings
from lessons.programs import Program
from lessons.rendering import Rendering
from lessons.results import Result
from lessons.schemas import CourseYaml, FrontMatter, LessonYaml, TraceYaml

Value = TypeVar("Value")
FRONT = re.compile(r"\A---[ \t]*\n(.*?\n|)---[ \t]*$", re.DOTALL | re.MULTILINE)


def read_only(mapping: dict[str, Value]) -> Mapping[str, Value]:
    return MappingProxyType(mapping)


def content_files(root: Path) -> list[Path]:
    return sorted(path for path in root.rglob("*") if path.is_file() and "__pycache__" not in path.parts)


def stamp(root: Path) -> tuple[tuple[str, int, int], ...]:
    """What changes when a file is saved, made without reading any."""
    return tuple((str(path), (stat := path.stat()).st_mtime_ns, stat.st_size) for path in content_files(root))


def version_of(root: Path) -> str:
    digest = hashlib.sha256()
    for path in content_files(root):
        digest.update(str(path.relative_to(root)).encode() + b"\0")
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:16]


def load(root: Path) -> Catalogue:
    document, faults = documents.read(root / "course.yaml")
    course: CourseYaml | None = None
    if document is not None:
        course, more = document.checked(CourseYaml)
        faults += more
    lessons: dict[str, Lesson] = {}
    for index, slug in enumerate(course.lessons if course else ()):
        if not (root / slug / "lesson.yaml").is_file():
            assert document is not None
            faults.append(document.fault(("lessons", index), "lesson-missing", f"there is no {slug}/lesson.yaml"))
            continue
        lesson, more = load_lesson(root / slug, course)
        faults += more
        if lesson is not None:
            lessons[slug] = lesson
    return Catalogue(
        root=root,
        title=course.title if course else "",
        lessons=read_only(lessons),
        objectives=read_only(dict(course.objectives) if course else {}),
        misconceptions=read_only(dict(course.misconceptions) if course else {}),
        glossary=read_only(dict(course.glossary) if course else {}),
        document=document,
        version=version_of(root),
        met=tuple(faults),
    )


def load_lesson(folder: Path, course: CourseYaml | None) -> tuple[Lesson | None, list[Fault]]:
    document, faults = documents.read(folder / "lesson.yaml")
    if document is None:
        return None, faults
    spec, more = document.checked(LessonYaml)
    faults += more
    if spec is None:
        return None, faults
    glossary = course.glossary if course else {}

    @cache
    def stock() -> Stock:
        return load_stock(folder, spec)

    @cache
    def around() -> Surroundings:
        return Surroundings(
            lesson=folder.name,
            lesson_title=spec.title,
            folder=folder,
            sources=spec.sources,
            glossary=glossary,
            programs=stock().programs,
            results=stock().results,
            traces=stock().traces,
        )

    modes: dict[str, Mode] = {}
    for kind in MODES.values():
        path = folder / f"{kind.slug}.md"
        if path.is_file():
            mode, more = load_mode(path, kind, around)
            faults += more
            if mode is not None:
                modes[kind.slug] = mode
    lesson = Lesson(
        slug=spec.slug,
        title=spec.title,
        summary=spec.summary,
        impact=spec.impact,
        web_vital=spec.web_vital,
        objectives=spec.objectives,
        prerequisites=spec.prerequisites,
        scenarios=spec.scenarios,
        sources=read_only(dict(spec.sources)),
        tolerance=spec.tolerance,
        status=spec.status,
        updated=spec.updated,
        omitted=read_only(dict(spec.omit)),
        modes=read_only(modes),
        document=document,
        folder=folder,
        read_stock=stock,
    )
    return lesson, faults


def load_stock(folder: Path, spec: LessonYaml) -> Stock:
    """Programs, results, traces and questions of a lesson."""
    faults: list[Fault] = []
    programs = {
        path.name: Program(path.name, path, path.read_text(encoding="utf-8"))
        for path in sorted((folder / "programs").glob("*.py"))
    }
    stored: dict[str, Result] = {}
    for name in spec.results:
        result, more = results.read(folder.name, name, folder / "results" / f"{name}.jsonl")
        faults += more
        if result is not None:
            stored[name] = result
    traces, more = load_traces(folder)
    faults += more
    questions: Document | None = None
    if (folder / "questions.yaml").is_file():
        questions, more = documents.read(folder / "questions.yaml")
        faults += more
    return Stock(read_only(programs), read_only(stored), read_only(traces), questions, tuple(faults))


def load_traces(folder: Path) -> tuple[dict[str, TraceYaml], list[Fault]]:
    """Every trace*.yaml of a lesson, by file name."""
    traces: dict[str, TraceYaml] = {}
    faults: list[Fault] = []
    for path in sorted(folder.glob("trace*.yaml")):
        document, more = documents.read(path)
        faults += more
        if document is None:
            continue
        trace, more = document.checked(TraceYaml)
        faults += more
        if trace is not None:
            traces[path.name] = trace
    return traces, faults


def load_mode(path: Path, kind: ModeKind, around: Callable[[], Surroundings]) -> tuple[Mode | None, list[Fault]]:
    """The mode with its front matter read, and its text still to be rendered."""
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return None, [Fault(path, 1, 1, "bad-text", "this file is not UTF-8")]
    front, faults = front_matter(path, text)
    if front is None:
        return None, faults

    def render() -> tuple[Page, tuple[Fault, ...]]:
        # Read again: a thousand lessons would otherwise keep all their texts, for the few that are open.
        return page_from(path, path.read_text(encoding="utf-8"), around())

    return Mode(kind, path, front.title, front.minutes, front.summary, render), faults


def page_from(path: Path, text: str, around: Surroundings) -> tuple[Page, tuple[Fault, ...]]:
    tokens = [token for token in parser().parse(text) if token.type != "front_matter"]
    page = Rendering(path, text, around, CONTAINERS, tokens)
    found = page.found
    rendered = Page(
        sections=page.sections,
        sources=tuple((name, around.sources[name]) for name in found.sources),
        terms=tuple((name, around.glossary[name]) for name in found.terms),
        needs=frozenset(found.needs),
        links=tuple(found.links),
        headings=tuple(found.headings),
        fences=tuple(found.fences),
        images=tuple(found.images),
        programs=tuple(found.programs),
        places=tuple(found.places),
        exercises=tuple(found.exercises),
        slots=tuple(found.slots),
    )
    return rendered, tuple(page.faults)


def front_matter(path: Path, text: str) -> tuple[FrontMatter | None, list[Fault]]:
    found = FRONT.match(text)
    if found is None:
        message = "the file begins with front matter: title, minutes and summary between two lines of ---"
        return None, [Fault(path, 1, 1, "front-matter", message)]
    document, faults = documents.parse(path, found[1], first_line=2)
    if document is None:
        return None, faults
    front, more = document.checked(FrontMatter)
    return front, faults + more
