"""A lesson's questions, with the parts of the lesson that they point to. The one place that reads the catalogue."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from quiz.questions import Question


@dataclass(frozen=True)
class Place:
    """A link: where it leads and what it is called."""

    url: str
    label: str


@dataclass(frozen=True)
class Misconception:
    text: str
    place: Place


@dataclass(frozen=True)
class Pool:
    """`objectives` maps ids to sentences in the lesson's order; `sections` maps "mode#section" to its link."""

    lesson: str
    title: str
    questions: tuple[Question, ...]
    objectives: Mapping[str, str]
    misconceptions: Mapping[str, Misconception]
    sources: Mapping[str, Place]
    sections: Mapping[str, Place]
    programs: Mapping[str, str]
    scenarios: Mapping[str, str]

    def run_of(self, question: Question) -> Place | None:
        """The lab's form, filled in with the run that shows the question's answer."""
        if question.lab is None:
            return None
        label = self.scenarios.get(question.lab.scenario, question.lab.scenario)
        return Place(f"{reverse('lab:index')}?{urlencode(question.lab.query())}", label)
