"""The keys of the content's YAML. Unknown keys are faults: a misspelled one would be without effect, silently."""

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, field_validator, model_validator

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Minutes = Annotated[int, Field(ge=1, le=240)]
Kind = Literal["running", "waiting", "queued", "error"]


class Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Misconception(Strict):
    """A wrong idea with a name, and the section that mends it."""

    text: Words
    lesson: Slug
    mode: Slug
    section: Slug


def plain(text: str) -> str:
    if "`" in text:
        raise ValueError("an objective is shown as it stands: no backticks")
    return text


class Term(Strict):
    term: Words
    text: Words


class CourseYaml(Strict):
    title: Words
    lessons: Annotated[tuple[Slug, ...], Field(min_length=1)]
    objectives: dict[Slug, Annotated[Words, AfterValidator(plain)]]
    misconceptions: dict[Slug, Misconception] = {}
    glossary: dict[Slug, Term] = {}


Section = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+/[a-z-]+#[a-z0-9-]+$")]


class Fact(Strict):
    """A statement that a test of `tests/facts/` holds, and the sections (`lesson/mode#section`) that lean on it."""

    text: Words
    sections: tuple[Section, ...] = ()


class FactsYaml(Strict):
    facts: dict[Slug, Fact]


class Sealed(Strict):
    """A question that was published: its rev, a digest of its answer, and whether it is gone for ever."""

    rev: Annotated[int, Field(ge=1)]
    digest: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{12}$")]
    retired: bool = False


class LedgerYaml(Strict):
    questions: dict[Slug, Sealed]


class Impact(Strict):
    level: Literal["low", "medium", "high"]
    affects: Annotated[tuple[Words, ...], Field(min_length=1)]


class WebVital(Strict):
    name: Words
    text: Words


class Source(Strict):
    title: Words
    url: Annotated[str, StringConstraints(pattern=r"^https://[^\s]+$")]
    note: Words | None = None


class LessonYaml(Strict):
    """`tolerance` is the share by which a fresh run may differ from a stored result."""

    slug: Slug
    title: Words
    summary: Words
    impact: Impact
    web_vital: WebVital
    objectives: Annotated[tuple[Slug, ...], Field(min_length=1)]
    prerequisites: tuple[Slug, ...] = ()
    scenarios: tuple[Slug, ...] = ()
    sources: dict[Slug, Source]
    results: tuple[Slug, ...] = ()
    tolerance: Annotated[float, Field(gt=0, lt=1)] = 0.25
    status: Literal["draft", "beta", "live"]
    updated: date
    omit: dict[Slug, Words] = {}


class FrontMatter(Strict):
    title: Words
    minutes: Minutes
    summary: Words


Value = str | int | float | bool | None | list[Any] | dict[str, Any]


class Step(Strict):
    """A row of the execution table. `line` is a line of the program, from 1; `vars` holds what changed in this step.

    `stack` names the program's functions that are entered, outermost first.
    """

    line: Annotated[int, Field(ge=1)]
    action: Words
    why: Words | None = None
    topic: Words | None = None
    vars: dict[str, Value] = {}
    stack: tuple[Words, ...] = ()
    lanes: dict[str, Kind | Literal["idle"]] = {}


class Moment(Strict):
    question: Words
    answer: Words
    steps: Annotated[tuple[Annotated[int, Field(ge=1)], ...], Field(min_length=1)]


class TraceYaml(Strict):
    """A trace that was `recorded` is compared with a run of its program; one that was typed tells a story."""

    title: Words
    program: Words
    recorded: bool = False
    columns: tuple[Literal["step", "line", "action", "why", "topic"], ...] = ("step", "line", "action", "topic")
    variables: tuple[Words, ...] = ()
    steps: Annotated[tuple[Step, ...], Field(min_length=1)]
    moments: tuple[Moment, ...] = ()

    @field_validator("variables", mode="before")
    @classmethod
    def names(cls, value: Any) -> Any:
        """YAML reads the names `y` and `1` as they are typed; a variable's name is always text."""
        return [str(item) for item in value] if isinstance(value, list) else value


class Span(Strict):
    start: float
    end: float
    kind: Kind
    text: Words | None = None

    @model_validator(mode="before")
    @classmethod
    def from_list(cls, value: Any) -> Any:
        """Typed as [from, to, kind] or [from, to, kind, text]."""
        if not isinstance(value, list) or not 3 <= len(value) <= 4:
            raise ValueError("a span is [from, to, kind] or [from, to, kind, text]")
        return dict(zip(("start", "end", "kind", "text"), value, strict=False))

    @model_validator(mode="after")
    def runs_forward(self) -> "Span":
        if not 0 <= self.start < self.end:
            raise ValueError("a span begins at 0 or later and ends after its beginning")
        return self


class Lane(Strict):
    label: Words
    spans: tuple[Span, ...]


class TimelineYaml(Strict):
    unit: Literal["ms", "s"] = "ms"
    end: Annotated[float, Field(gt=0)]
    lanes: Annotated[tuple[Lane, ...], Field(min_length=1)]
    caption: Words | None = None

    @model_validator(mode="after")
    def fits(self) -> "TimelineYaml":
        for lane in self.lanes:
            for span in lane.spans:
                if span.end > self.end:
                    raise ValueError(f"in {lane.label!r} a span ends at {span.end:g}, after the end {self.end:g}")
        return self


class Stage(Strict):
    name: Words
    text: Words
    bottleneck: bool = False


class PipelineYaml(Strict):
    stages: Annotated[tuple[Stage, ...], Field(min_length=2)]
