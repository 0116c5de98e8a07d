"""The catalogue: all content as frozen objects. `get()` is the one way to it; nothing else reads content files."""

import functools
import threading
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from types import MappingProxyType

from django.conf import settings

from lessons.documents import Document
from lessons.faults import BrokenContent, Fault, errors
from lessons.modes import MODES, ModeKind
from lessons.parts import Chunk, Fence, Heading, Image, Link, Place, ProgramUse, Section
from lessons.programs import Program
from lessons.results import Result
from lessons.schemas import Impact, Misconception, Source, Term, TraceYaml, WebVital


@dataclass(frozen=True, eq=False)
class Mode:
    """One page of a lesson. `needs` names the elements that it holds: `quiz`, `player`, `timing`."""

    kind: ModeKind
    path: Path
    title: str
    minutes: int
    summary: str
    sections: tuple[Section, ...]
    sources: tuple[tuple[str, Source], ...]
    terms: tuple[tuple[str, Term], ...]
    needs: frozenset[str]
    links: tuple[Link, ...]
    headings: tuple[Heading, ...]
    fences: tuple[Fence, ...]
    images: tuple[Image, ...]
    programs: tuple[ProgramUse, ...]
    places: tuple[Place, ...]

    @property
    def slug(self) -> str:
        return self.kind.slug

    @property
    def name(self) -> str:
        return self.kind.name

    @property
    def chunks(self) -> tuple[Chunk, ...]:
        return tuple(chunk for section in self.sections for chunk in section.chunks)


@dataclass(frozen=True, eq=False)
class Lesson:
    """A topic. `modes` are in the path's order; `questions` is questions.yaml as read, for the quiz to parse."""

    slug: str
    title: str
    summary: str
    impact: Impact
    web_vital: WebVital
    objectives: tuple[str, ...]
    prerequisites: tuple[str, ...]
    scenarios: tuple[str, ...]
    sources: Mapping[str, Source]
    results: Mapping[str, Result]
    tolerance: float
    status: str
    updated: date
    omitted: Mapping[str, str]
    modes: Mapping[str, Mode]
    traces: Mapping[str, TraceYaml]
    programs: Mapping[str, Program]
    questions: Document | None
    document: Document
    folder: Path

    @property
    def minutes(self) -> int:
        return sum(mode.minutes for mode in self.modes.values())

    def neighbours(self, mode: str) -> tuple[Mode | None, Mode | None]:
        """The modes before and after this one on the path."""
        order = list(self.modes.values())
        at = list(self.modes).index(mode)
        return (order[at - 1] if at else None), (order[at + 1] if at + 1 < len(order) else None)

    def has_section(self, reference: str) -> bool:
        """Whether `mode#section` names a section of this lesson."""
        mode, _, section = reference.partition("#")
        return mode in self.modes and any(each.id == section for each in self.modes[mode].sections)


@dataclass(frozen=True, eq=False)
class Catalogue:
    """`lessons` are in the course's order. `version` changes with any byte. `faults` were met in reading."""

    root: Path
    title: str
    lessons: Mapping[str, Lesson]
    objectives: Mapping[str, str]
    misconceptions: Mapping[str, Misconception]
    glossary: Mapping[str, Term]
    document: Document | None
    version: str
    faults: tuple[Fault, ...]


def content_root() -> Path:
    return Path(getattr(settings, "CONTENT_ROOT", Path(__file__).parent / "content"))


class Shelf:
    """Keeps the catalogue that is being served. With DEBUG on it looks at each call whether a file has changed."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._catalogue: Catalogue | None = None
        self._stamp: object = None

    def get(self) -> Catalogue:
        if self._catalogue is not None and not settings.DEBUG:
            return self._catalogue
        from lessons.loading import load, stamp

        with self._lock:
            now = (content_root(), stamp(content_root()) if settings.DEBUG else None)
            if self._catalogue is None or now != self._stamp:
                self._catalogue = load(content_root())
                self._stamp = now
            return self._catalogue

    def clear(self) -> None:
        with self._lock:
            self._catalogue = None


shelf = Shelf()


def get() -> Catalogue:
    """What readers see, in every room: the catalogue without its drafts, unless the setting DRAFTS shows them.

    Parts of the content that could not be read are missing, and are in its faults.
    """
    catalogue = whole()
    return catalogue if settings.DRAFTS == "shown" else published(catalogue)


def whole() -> Catalogue:
    """The catalogue with its drafts, for the check and the authors' commands."""
    return shelf.get()


@functools.lru_cache(maxsize=4)
def published(catalogue: Catalogue) -> Catalogue:
    """The same object at each call, so that what is kept beside it by its identity is kept."""
    lessons = {slug: lesson for slug, lesson in catalogue.lessons.items() if lesson.status != "draft"}
    return replace(catalogue, lessons=MappingProxyType(lessons))


@functools.lru_cache(maxsize=4)
def faults_of(catalogue: Catalogue) -> tuple[Fault, ...]:
    """All that is wrong, without running programs: what reading met and what the fast rules find."""
    from lessons.linting import check

    return tuple(check(catalogue, fast=True))


def require_whole() -> Catalogue:
    """For the start of the site: the catalogue, or BrokenContent with every error; with DEBUG the pages show them."""
    catalogue = whole()
    wrong = errors(faults_of(catalogue))
    if wrong and not settings.DEBUG:
        raise BrokenContent(wrong, settings.BASE_DIR)
    return catalogue


__all__ = ["MODES", "Catalogue", "Lesson", "Mode", "get", "require_whole", "shelf", "whole"]
