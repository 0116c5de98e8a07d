"""The catalogue: all content as frozen objects. `get()` is the one way to it; nothing else reads content files."""

import functools
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from types import MappingProxyType

from django.conf import settings

from lessons.documents import Document
from lessons.exercises import Exercise, asked
from lessons.faults import BrokenContent, Fault, errors
from lessons.modes import MODES, ModeKind
from lessons.parts import Chunk, Fence, Heading, Image, Link, Page, Place, ProgramUse, Section, Slot
from lessons.programs import Program
from lessons.results import Result
from lessons.schemas import Impact, Misconception, Source, Term, TraceYaml, WebVital


@dataclass(frozen=True, eq=False)
class Mode:
    """One page of a lesson. Its front matter is read with the course; its text is rendered when it is first asked for,
    so that a start takes no longer than reading what the lists of lessons show."""

    kind: ModeKind
    path: Path
    title: str
    minutes: int
    summary: str
    render: Callable[[], tuple[Page, tuple[Fault, ...]]]

    @cached_property
    def _rendered(self) -> tuple[Page, tuple[Fault, ...]]:
        return self.render()

    @property
    def slug(self) -> str:
        return self.kind.slug

    @property
    def name(self) -> str:
        return self.kind.name

    @property
    def page(self) -> Page:
        return self._rendered[0]

    @property
    def faults(self) -> tuple[Fault, ...]:
        return self._rendered[1]

    @property
    def sections(self) -> tuple[Section, ...]:
        return self.page.sections

    @property
    def sources(self) -> tuple[tuple[str, Source], ...]:
        return self.page.sources

    @property
    def terms(self) -> tuple[tuple[str, Term], ...]:
        return self.page.terms

    @property
    def needs(self) -> frozenset[str]:
        return self.page.needs

    @property
    def links(self) -> tuple[Link, ...]:
        return self.page.links

    @property
    def headings(self) -> tuple[Heading, ...]:
        return self.page.headings

    @property
    def fences(self) -> tuple[Fence, ...]:
        return self.page.fences

    @property
    def images(self) -> tuple[Image, ...]:
        return self.page.images

    @property
    def programs(self) -> tuple[ProgramUse, ...]:
        return self.page.programs

    @property
    def places(self) -> tuple[Place, ...]:
        return self.page.places

    @property
    def exercises(self) -> tuple[Exercise, ...]:
        return self.page.exercises

    @property
    def slots(self) -> tuple[Slot, ...]:
        return self.page.slots

    @property
    def chunks(self) -> tuple[Chunk, ...]:
        return tuple(chunk for section in self.sections for chunk in section.chunks)


@dataclass(frozen=True, eq=False)
class Stock:
    """What the pages of a lesson draw on; `questions` is questions.yaml as read, for the quiz to parse."""

    programs: Mapping[str, Program]
    results: Mapping[str, Result]
    traces: Mapping[str, TraceYaml]
    questions: Document | None
    faults: tuple[Fault, ...]


@dataclass(frozen=True, eq=False)
class Lesson:
    """A topic. `modes` are in the path's order. What it draws on is read when it is first asked for."""

    slug: str
    title: str
    summary: str
    impact: Impact
    web_vital: WebVital
    objectives: tuple[str, ...]
    prerequisites: tuple[str, ...]
    scenarios: tuple[str, ...]
    sources: Mapping[str, Source]
    tolerance: float
    status: str
    updated: date
    omitted: Mapping[str, str]
    modes: Mapping[str, Mode]
    document: Document
    folder: Path
    read_stock: Callable[[], Stock]

    @cached_property
    def _stock(self) -> Stock:
        return self.read_stock()

    @property
    def programs(self) -> Mapping[str, Program]:
        return self._stock.programs

    def exercises(self) -> list[Exercise]:
        """Those of all its pages, in the path's order, and those that its questions ask. Renders the pages."""
        placed = [each for mode in self.modes.values() for each in mode.exercises]
        return placed + [each for _, each in asked(self.questions.data if self.questions else [])]

    @property
    def results(self) -> Mapping[str, Result]:
        return self._stock.results

    @property
    def traces(self) -> Mapping[str, TraceYaml]:
        return self._stock.traces

    @property
    def questions(self) -> Document | None:
        return self._stock.questions

    @property
    def faults(self) -> tuple[Fault, ...]:
        """Met in reading what it draws on and in rendering its pages: asking for them reads and renders all."""
        return self._stock.faults + tuple(fault for mode in self.modes.values() for fault in mode.faults)

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
    """`lessons` are in the course's order. `version` changes with any byte. `met` are faults of the first reading."""

    root: Path
    title: str
    lessons: Mapping[str, Lesson]
    objectives: Mapping[str, str]
    misconceptions: Mapping[str, Misconception]
    glossary: Mapping[str, Term]
    document: Document | None
    version: str
    met: tuple[Fault, ...]

    @cached_property
    def faults(self) -> tuple[Fault, ...]:
        """All that is wrong in reading and rendering; asking for it reads and renders everything."""
        return self.met + tuple(fault for lesson in self.lessons.values() for fault in lesson.faults)


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
