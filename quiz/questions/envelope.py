"""What every question has, whatever its type."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, PositiveInt, StringConstraints, model_validator

from lessons.highlighting import LANGUAGES
from quiz.sets import PERFORMANCE, SetName

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Section = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+#[a-z0-9-]+$")]

# Something that keeps a question from being asked although it could be read: where in it, and a sentence.
Flaw = tuple[tuple[str | int, ...], str]


class Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Stimulus(Strict):
    """What is looked at before answering: a file of the lesson's `programs/`, or a text shown as it is typed, in a
    language that a fence of the lessons may be in."""

    program: str | None = None
    text: str | None = None
    language: str = "text"

    @model_validator(mode="after")
    def is_one_thing(self) -> "Stimulus":
        if (self.program is None) == (self.text is None):
            raise ValueError("a stimulus has either a program or a text")
        if self.language not in LANGUAGES:
            raise ValueError(f"the language is {self.language!r}; it must be one of {', '.join(LANGUAGES)}")
        return self


class Pairing(BaseModel):
    """The lab run that shows the answer: a scenario, and the settings of its form by name."""

    model_config = ConfigDict(frozen=True, extra="allow")
    __pydantic_extra__: dict[str, int | float | str]

    scenario: Slug

    def query(self) -> dict[str, int | float | str]:
        return {"scenario": self.scenario, **self.__pydantic_extra__}


class Envelope(Strict):
    """`rev` is raised when the answer or an option changes; an attempt keeps the rev that it asked. `set` says where it
    is asked: in the performance quiz, or in the text of a mode."""

    id: Slug
    rev: PositiveInt
    type: str
    set: SetName = PERFORMANCE
    objective: Slug
    prompt: Words
    stimulus: Stimulus | None = None
    hints: tuple[Words, ...] = ()
    source: Slug
    lab: Pairing | None = None
    section: Section | None = None
