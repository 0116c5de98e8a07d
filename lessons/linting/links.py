"""Links lead somewhere."""

from collections.abc import Iterator

from lessons.catalogue import Catalogue, Lesson, Mode
from lessons.faults import Fault, Severity
from lessons.links import figure_target
from lessons.linting.registry import Subject, rule
from lessons.linting.structure import modes_of
from lessons.modes import MODES
from lessons.parts import Link


def no_such_section(lesson: Lesson, place: str) -> str | None:
    """What is wrong with `mode#section` in that lesson, or None."""
    slug, hash_, section = place.partition("#")
    if slug not in lesson.modes:
        return f"there is no mode {slug!r}; there are {', '.join(MODES)}"
    if hash_ and not lesson.has_section(place):
        return f"the mode {slug!r} has no section {section!r}"
    return None


def why_not(link: Link, lesson: Lesson, mode: Mode, catalogue: Catalogue) -> str | None:
    """What is wrong with the link's target, or None."""
    if link.scheme == "source":
        return None if link.target in lesson.sources else f"lesson.yaml has no source {link.target!r}"
    if link.scheme == "glossary":
        return None if link.target in catalogue.glossary else f"course.yaml has no glossary entry {link.target!r}"
    if link.scheme == "mode":
        return no_such_section(lesson, link.target)
    if link.scheme == "lesson":
        slug, _, place = link.target.partition("/")
        other = catalogue.lessons.get(slug)
        return no_such_section(other, place) if other else f"there is no lesson {slug!r}"
    if link.scheme == "figure":
        result, _ = figure_target(link.target)
        return None if result in lesson.results else f"lesson.yaml names no result {result!r} that could be read"
    if link.scheme == "lab":
        return None if link.target.partition("?")[0] else "a lab link names its scenario"
    if link.scheme == "quiz":
        return "a quiz link is `quiz:` and nothing more" if link.target else None
    if link.target.startswith("#"):
        ids = {heading.id for heading in mode.headings}
        return None if link.target[1:] in ids else f"this page has no section {link.target[1:]!r}"
    if link.target.startswith("https://") or link.target.startswith("/"):
        return None
    return f"the address {link.target!r} is neither https:// nor one of this site's"


@rule("links-resolve")
def links_resolve(subject: Subject) -> Iterator[Fault]:
    for lesson, mode in modes_of(subject):
        for link in mode.links:
            message = why_not(link, lesson, mode, subject.catalogue)
            if message:
                yield Fault(mode.path, link.line, link.column, "link-target", message)
            if not link.text.strip():
                yield Fault(mode.path, link.line, link.column, "link-text", "this link has no words")


@rule("sources-are-used")
def sources_are_used(subject: Subject) -> Iterator[Fault]:
    for lesson in subject.catalogue.lessons.values():
        cited = {link.target for mode in lesson.modes.values() for link in mode.links if link.scheme == "source"}
        asked = {str(question.get("source")) for question in pool(lesson)}
        for name in lesson.sources:
            if name not in cited | asked:
                line, column = lesson.document.key_position("sources", name)
                message = f"nothing cites the source {name!r}"
                yield Fault(lesson.document.path, line, column, "source-unused", message, Severity.WARNING)


def pool(lesson: Lesson) -> list[dict[str, object]]:
    data = lesson.questions.data if lesson.questions else []
    return [each for each in data if isinstance(each, dict)] if isinstance(data, list) else []
