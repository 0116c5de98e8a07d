"""The rule for drafts/questions.yaml: what a draft still lacks, as warnings, since nobody is asked it."""

from collections.abc import Iterator
from dataclasses import replace

from lessons.catalogue import Lesson
from lessons.faults import Fault, Severity
from lessons.linting import Subject, rule
from lessons.linting.teaching import UNWRITTEN
from quiz import drafting
from quiz.exchange.drafts import sound
from quiz.questions import UnknownType, ValidationError, type_of


@rule("drafts-are-finished")
def drafts_are_finished(subject: Subject) -> Iterator[Fault]:
    for lesson in subject.catalogue.lessons.values():
        for fault in faults_of(lesson, subject):
            yield replace(fault, severity=Severity.WARNING)


def faults_of(lesson: Lesson, subject: Subject) -> Iterator[Fault]:
    document, faults = drafting.read(lesson.folder)
    yield from faults
    if document is None:
        return
    taken = drafting.published_ids(subject.catalogue)
    lines = document.path.read_text(encoding="utf-8").splitlines()
    unwritten = [number for number, line in enumerate(lines, 1) if UNWRITTEN in line and not line.startswith("#")]
    for number in unwritten:
        column = lines[number - 1].index(UNWRITTEN) + 1
        yield Fault(document.path, number, column, "draft-unwritten", "the author has to fill this in")
    data = drafting.entries(document)
    for index, entry in enumerate(data):
        if not isinstance(entry, dict):
            yield document.fault((index,), "draft-fault", "a draft is a question")
            continue
        if entry.get("id") in taken:
            yield document.fault((index, "id"), "draft-fault", f"the id {entry['id']!r} is in use already")
        taken.add(str(entry.get("id")))
        try:
            question = sound(entry)
        except UnknownType as error:
            yield document.fault((index, "type"), "draft-fault", str(error))
            continue
        except ValidationError as error:
            yield from (replace(fault, code="draft-fault") for fault in document.faults_of(error, (index,)))
            continue
        for loc, message in type_of(question).flaws(question) if question.type != "predict" else ():
            yield document.fault((index, *loc), "draft-fault", message)
        first, after = document.position(index)[0], len(lines) + 1
        if index + 1 < len(data):
            after = document.position(index + 1)[0]
        if not any(first <= number < after for number in unwritten):
            yield document.fault((index,), "draft-finished", "nothing is missing: move it into questions.yaml")
