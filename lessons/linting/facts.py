"""facts.yaml: what the lessons lean on, each statement held by a test, and the sections that say so."""

from collections.abc import Iterator

from lessons import documents
from lessons.faults import Fault
from lessons.linting.course import unread
from lessons.linting.registry import Subject, rule
from lessons.modes import MODES
from lessons.schemas import FactsYaml


@rule("facts-point-right")
def facts_point_right(subject: Subject) -> Iterator[Fault]:
    """The sections exist. One of a mode that a draft has not got yet is not missed."""
    path = subject.catalogue.root / "facts.yaml"
    if not path.is_file() or subject.catalogue.document is None:
        return
    document, faults = documents.read(path)
    yield from faults
    if document is None:
        return
    read, faults = document.checked(FactsYaml)
    yield from faults
    for name, fact in read.facts.items() if read else ():
        for index, section in enumerate(fact.sections):
            slug, _, place = section.partition("/")
            lesson = subject.catalogue.lessons.get(slug)
            mode = place.partition("#")[0]
            if slug in unread(subject) or (lesson and mode not in lesson.modes and mode in MODES):
                continue
            if lesson is None or not lesson.has_section(place):
                message = f"there is no section {section!r}"
                yield document.fault(("facts", name, "sections", index), "fact-section", message)
