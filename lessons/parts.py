"""What was found in a mode's Markdown, with its place: the material of the linter's rules."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from lessons.exercises import Exercise
from lessons.programs import Program
from lessons.results import Result
from lessons.schemas import Source, Term, TraceYaml


@dataclass(frozen=True)
class Link:
    """`scheme` is `source`, `mode` … or empty for an ordinary address; `target` is what follows it."""

    scheme: str
    target: str
    text: str
    line: int
    column: int


@dataclass(frozen=True)
class Heading:
    level: int
    id: str | None
    text: str
    line: int


@dataclass(frozen=True)
class Fence:
    language: str
    line: int


@dataclass(frozen=True)
class Image:
    alt: str
    line: int
    column: int


@dataclass(frozen=True)
class ProgramUse:
    """A program or a fragment of one that a page shows. `output` is the shown output, from `output_line` on;
    `tried` is one that the reader can run in the page."""

    name: str
    fragment: str | None
    line: int
    column: int
    hidden: bool = False
    output: str | None = None
    output_line: int = 0
    tried: bool = False


@dataclass(frozen=True)
class Place:
    """A container that stands for something of another room: a `lab` with its scenario, a `measured` result."""

    kind: str
    name: str
    line: int
    column: int


@dataclass(frozen=True)
class Slot:
    """A place that another room fills for each reader: a `question` with its id, the `mastery` of a lesson. `body` is
    the HTML that the room shows when its time has come, the solution of a question for instance."""

    kind: str
    name: str
    body: str
    line: int
    column: int

    @property
    def key(self) -> str:
        return f"{self.kind}:{self.name}"


@dataclass(frozen=True)
class Chunk:
    """The HTML of one block of the page's first level, and the line of the file that it begins at."""

    line: int
    html: str


@dataclass(frozen=True)
class Section:
    """From one heading of the second level to the next. A section is `sourced` unless its heading says otherwise."""

    id: str
    title: str
    line: int
    sourced: bool
    has_sources: bool
    chunks: tuple[Chunk, ...]


@dataclass(frozen=True, eq=False)
class Page:
    """A mode's text, rendered. `needs` names the elements that it holds: `quiz`, `question`, `player`, `timing`,
    `python`."""

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
    exercises: tuple[Exercise, ...] = ()
    slots: tuple[Slot, ...] = ()


@dataclass(frozen=True)
class Surroundings:
    """What a page's Markdown may name."""

    lesson: str
    lesson_title: str
    folder: Path
    sources: Mapping[str, Source]
    glossary: Mapping[str, Term]
    programs: Mapping[str, Program]
    results: Mapping[str, Result]
    traces: Mapping[str, TraceYaml]


@dataclass
class Found:
    """Filled while a file is rendered."""

    links: list[Link] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    fences: list[Fence] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)
    programs: list[ProgramUse] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    exercises: list[Exercise] = field(default_factory=list)
    slots: list[Slot] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)
    terms: list[str] = field(default_factory=list)
    needs: set[str] = field(default_factory=set)
