"""The content's files become a catalogue. A fault is noted and the reading goes on, so that all are seen at once."""

import hashlib
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from markdown_it.token import Token

from lessons import documents, results
from lessons.catalogue import Catalogue, Lesson, Mode
from lessons.containers import CONTAINERS
from lessons.documents import Document
from lessons.faults import Fault
from lessons.markdown import parser
from lessons.modes import MODES, ModeKind
from lessons.parts import Surroundings
from lessons.programs import Program
from lessons.rendering import Rendering
from lessons.results import Result
from lessons.schemas import CourseYaml, FrontMatter, LessonYaml, TraceYaml

Value = TypeVar("Value")


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
        faults=tuple(faults),
    )


def load_lesson(folder: Path, course: CourseYaml | None) -> tuple[Lesson | None, list[Fault]]:
    document, faults = documents.read(folder / "lesson.yaml")
    if document is None:
        return None, faults
    spec, more = document.checked(LessonYaml)
    faults += more
    if spec is None:
        return None, faults
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
    around = Surroundings(
        lesson=folder.name,
        lesson_title=spec.title,
        folder=folder,
        sources=spec.sources,
        glossary=course.glossary if course else {},
        programs=programs,
        results=stored,
        traces=traces,
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
        results=read_only(stored),
        tolerance=spec.tolerance,
        status=spec.status,
        updated=spec.updated,
        omitted=read_only(dict(spec.omit)),
        modes=read_only(modes),
        traces=read_only(traces),
        programs=read_only(programs),
        questions=questions,
        document=document,
        folder=folder,
    )
    return lesson, faults


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


def load_mode(path: Path, kind: ModeKind, around: Surroundings) -> tuple[Mode | None, list[Fault]]:
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return None, [Fault(path, 1, 1, "bad-text", "this file is not UTF-8")]
    return mode_from(path, text, kind, around)


def mode_from(path: Path, text: str, kind: ModeKind, around: Surroundings) -> tuple[Mode | None, list[Fault]]:
    tokens = parser().parse(text)
    front, faults = front_matter(path, tokens)
    if front is None:
        return None, faults
    page = Rendering(path, text, around, CONTAINERS, [token for token in tokens if token.type != "front_matter"])
    found = page.found
    mode = Mode(
        kind=kind,
        path=path,
        title=front.title,
        minutes=front.minutes,
        summary=front.summary,
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
    )
    return mode, faults + page.faults


def front_matter(path: Path, tokens: list[Token]) -> tuple[FrontMatter | None, list[Fault]]:
    token = next((token for token in tokens if token.type == "front_matter"), None)
    if token is None:
        message = "the file begins with front matter: title, minutes and summary between two lines of ---"
        return None, [Fault(path, 1, 1, "front-matter", message)]
    document, faults = documents.parse(path, token.content, first_line=2)
    if document is None:
        return None, faults
    front, more = document.checked(FrontMatter)
    return front, faults + more
