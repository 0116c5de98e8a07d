"""A lesson's questions, with the parts of the lesson that they point to. The one place that reads the catalogue."""

import asyncio
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from urllib.parse import urlencode

from django.urls import reverse

from lessons import catalogue
from lessons.catalogue import Catalogue, Lesson
from lessons.linting import own_stage
from quiz.questions import Question, UnknownType, ValidationError, parse, type_of
from quiz.running import asked_again, computed
from quiz.sets import ALONE, DIAGNOSTIC, PERFORMANCE, SETS


@dataclass(frozen=True)
class Place:
    """A link: where it leads and what it is called."""

    url: str
    label: str


@dataclass(frozen=True)
class Misconception:
    text: str
    place: Place | None


@dataclass(frozen=True, eq=False)
class Pool:
    """`questions` are those that the quiz draws from, `sets` those of each set that is placed in a text, in order.
    `question_set` says which drawing of the pool is meant: the performance quiz or the diagnostic.
    `objectives` maps ids to sentences in the lesson's order, `sections` maps "mode#section" to its link, `programs`
    a file's name to its text, `scenarios` a scenario to the question that it answers."""

    lesson: str
    title: str
    questions: tuple[Question, ...]
    objectives: Mapping[str, str]
    misconceptions: Mapping[str, Misconception]
    sources: Mapping[str, Place]
    sections: Mapping[str, Place]
    programs: Mapping[str, str]
    scenarios: Mapping[str, str]
    sets: Mapping[str, tuple[Question, ...]] = field(default_factory=dict)
    question_set: str = PERFORMANCE

    @property
    def diagnoses(self) -> bool:
        return self.question_set == DIAGNOSTIC

    def address(self, form: str = "") -> str:
        """Where the quiz is read, or one of its forms (`answer`, `next`) is sent."""
        name = "diagnostic" if self.diagnoses else "quiz"
        return reverse(f"quiz:{name}-{form}" if form else f"quiz:{name}", args=[self.lesson])

    @property
    def all(self) -> tuple[Question, ...]:
        return self.questions + tuple(each for found in self.sets.values() for each in found)

    @property
    def alone(self) -> tuple[Question, ...]:
        """The questions that can be asked away from the page that they stand on, as the spaced review does."""
        placed = (each for name in ALONE for each in self.sets.get(name, ()))
        return self.questions + tuple(each for each in placed if type_of(each).recalled)

    @cached_property
    def versions(self) -> Mapping[str, "Version"]:
        """Of the questions that can be asked alone, by id."""
        return {question.id: Version(question.rev, question.objective) for question in self.alone}

    def run_of(self, question: Question) -> Place | None:
        """The lab's form, filled in with the run that shows the question's answer."""
        if question.lab is None:
            return None
        address = f"{reverse('lab:index')}?{urlencode(question.lab.query())}"
        return Place(address, self.scenarios.get(question.lab.scenario, ""))


def pool(lesson: str) -> Pool | None:
    """The lesson's pool, made once a version of the content; None where there is no such lesson or it asks nothing."""
    found = pool_of(catalogue.get(), lesson)
    return found if found and (found.questions or found.sets) else None


async def ready(lesson: str) -> Pool | None:
    """The same for a view. The first call for a version of the content may run programs: not on the event loop."""
    course = catalogue.get()
    if lesson not in pools_of(course):
        await asyncio.to_thread(pool_of, course, lesson)
    return pool(lesson)


@lru_cache(maxsize=2)
def pools_of(course: Catalogue) -> dict[str, Pool | None]:
    """Those that are made. All of them stay, however many lessons there are: the list of quizzes shows every one."""
    return {}


def pool_of(course: Catalogue, slug: str) -> Pool | None:
    pools = pools_of(course)
    if slug not in pools:
        pools[slug] = made_of(course, slug)
    return pools[slug]


@dataclass(frozen=True)
class Version:
    """A question of today's course, as far as it can be told without running its program."""

    rev: int
    objective: str


@lru_cache(maxsize=2)
def versions_of(course: Catalogue) -> dict[str, Mapping[str, Version]]:
    return {}


def versions(slug: str) -> Mapping[str, Version]:
    """Id -> version of the lesson's questions that can be asked alone. Nothing is run for it, so that what is due can
    be counted at once after a start; where the pool is made, it has the last word."""
    course = catalogue.get()
    if made := pools_of(course).get(slug):
        return made.versions
    known = versions_of(course)
    if slug not in known:
        known[slug] = dict(told_by(course.lessons[slug])) if slug in course.lessons else {}
    return known[slug]


def told_by(lesson: Lesson) -> Iterator[tuple[str, Version]]:
    data = lesson.questions.data if lesson.questions else []
    for each in data if isinstance(data, list) else []:
        if isinstance(each, dict) and each.get("set", PERFORMANCE) in (PERFORMANCE, *ALONE):
            name, rev, objective = each.get("id"), each.get("rev"), each.get("objective")
            if isinstance(name, str) and isinstance(rev, int) and isinstance(objective, str):
                yield name, Version(rev, objective)


def made_of(course: Catalogue, slug: str) -> Pool | None:
    lesson = course.lessons.get(slug)
    if lesson is None:
        return None
    questions = questions_of(lesson)
    return Pool(
        lesson=slug,
        title=lesson.title,
        questions=tuple(each for each in questions if each.set == PERFORMANCE),
        sets={name: own for name in SETS if (own := tuple(each for each in questions if each.set == name))},
        objectives={name: course.objectives.get(name, "") for name in lesson.objectives},
        misconceptions={
            name: Misconception(wrong.text, place(course, wrong.lesson, wrong.mode, wrong.section))
            for name, wrong in course.misconceptions.items()
        },
        sources={name: Place(source.url, source.title) for name, source in lesson.sources.items()},
        sections={
            f"{mode.slug}#{section.id}": found
            for mode in lesson.modes.values()
            for section in mode.sections
            if (found := place(course, slug, mode.slug, section.id))
        },
        programs={program.name: program.text for program in lesson.programs.values()},
        scenarios={result.scenario: result.question for result in lesson.results.values()},
    )


def questions_of(lesson: Lesson) -> tuple[Question, ...]:
    """Those that can be asked. A broken one is left out; the linter says what is wrong with it."""
    data = lesson.questions.data if lesson.questions else []
    run = asked_again(own_stage())
    questions = []
    for each in data if isinstance(data, list) else []:
        try:
            question = computed(parse(each), lesson, run)
        except (UnknownType, ValidationError):
            continue
        if question and not any(type_of(question).flaws(question)):
            questions.append(question)
    return tuple(questions)


def place(course: Catalogue, lesson: str, mode: str, section: str) -> Place | None:
    """The link to a section, named by its mode and heading; None where it does not exist."""
    found = course.lessons.get(lesson)
    if found is None or mode not in found.modes:
        return None
    for each in found.modes[mode].sections:
        if each.id == section:
            url = f"{reverse('lessons:mode', args=[lesson, mode])}#{section}"
            return Place(url, f"{found.modes[mode].name}: {each.title}")
    return None
