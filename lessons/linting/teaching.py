"""What is published is finished, and teaches what it promises."""

from collections.abc import Iterator

from lessons.faults import Fault
from lessons.linting.links import pool
from lessons.linting.registry import Subject, rule

UNWRITTEN = "TO BE WRITTEN"  # what `manage.py new_lesson` leaves for the author


@rule("objectives-are-taught")
def objectives_are_taught(subject: Subject) -> Iterator[Fault]:
    """A question of each objective names the section that teaches it; a draft may lack it."""
    for lesson in subject.catalogue.lessons.values():
        if lesson.status == "draft":
            continue
        taught = {
            question.get("objective") for question in pool(lesson) if lesson.has_section(str(question.get("section")))
        }
        for index, name in enumerate(lesson.objectives):
            if name not in taught:
                message = f"no question of {name!r} names the section that teaches it: `section: mode#id`"
                yield lesson.document.fault(("objectives", index), "objective-taught", message)


@rule("published-is-finished")
def published_is_finished(subject: Subject) -> Iterator[Fault]:
    for lesson in subject.catalogue.lessons.values():
        if lesson.status == "draft":
            continue
        for path in sorted([*lesson.folder.glob("*.md"), *lesson.folder.glob("*.yaml")]):
            for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
                if UNWRITTEN in line:
                    column = line.index(UNWRITTEN) + 1
                    message = f"{UNWRITTEN!r} stands in a lesson whose status is {lesson.status!r}"
                    yield Fault(path, number, column, "not-written", message)
        document = subject.catalogue.document
        for name in lesson.objectives:
            if document and UNWRITTEN in subject.catalogue.objectives.get(name, ""):
                message = f"the objective {name!r} of a lesson whose status is {lesson.status!r} has no words"
                yield document.fault(("objectives", name), "not-written", message)
