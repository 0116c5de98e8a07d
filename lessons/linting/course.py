"""What course.yaml and lesson.yaml name exists, and prerequisites have no cycle."""

from collections.abc import Iterator

from lessons.faults import Fault, Severity
from lessons.linting.registry import Subject, rule
from lessons.modes import MODES


def unread(subject: Subject) -> set[str]:
    """Lessons that are listed and could not be read: what they would have held is not missed a second time."""
    document = subject.catalogue.document
    listed = document.data.get("lessons") if document else []
    return {name for name in listed or [] if isinstance(name, str)} - set(subject.catalogue.lessons)


@rule("lessons-once")
def lessons_once(subject: Subject) -> Iterator[Fault]:
    document = subject.catalogue.document
    if document is None:
        return
    seen: set[str] = set()
    listed = document.data.get("lessons") or []
    for index, slug in enumerate(listed):
        if slug in seen:
            yield document.fault(("lessons", index), "id-twice", f"the lesson {slug!r} is listed twice")
        seen.add(slug)
    for folder in sorted(subject.catalogue.root.iterdir()):
        if (folder / "lesson.yaml").is_file() and folder.name not in seen:
            message = "course.yaml does not list this lesson, so that nobody can read it"
            yield Fault(folder / "lesson.yaml", 1, 1, "lesson-unlisted", message, Severity.WARNING)


@rule("objectives-exist")
def objectives_exist(subject: Subject) -> Iterator[Fault]:
    catalogue = subject.catalogue
    taught: set[str] = set()
    for lesson in catalogue.lessons.values():
        taught.update(lesson.objectives)
        for index, name in enumerate(lesson.objectives):
            if name not in catalogue.objectives:
                message = f"course.yaml has no objective {name!r}"
                yield lesson.document.fault(("objectives", index), "objective-unknown", message)
    if catalogue.document is not None and not unread(subject):
        for name in catalogue.objectives:
            if name not in taught:
                message = f"no lesson has the objective {name!r}"
                line, column = catalogue.document.key_position("objectives", name)
                path = catalogue.document.path
                yield Fault(path, line, column, "objective-unused", message, Severity.WARNING)


@rule("prerequisites-exist")
def prerequisites_exist(subject: Subject) -> Iterator[Fault]:
    lessons = subject.catalogue.lessons
    for lesson in lessons.values():
        for index, name in enumerate(lesson.prerequisites):
            place = ("prerequisites", index)
            if name not in lessons and name not in unread(subject):
                yield lesson.document.fault(place, "prerequisite-unknown", f"there is no lesson {name!r}")
            elif name in lessons and (way := way_back(subject, name, lesson.slug)):
                message = f"the prerequisites go in a circle: {' needs '.join((lesson.slug, *way))}"
                yield lesson.document.fault(place, "prerequisite-cycle", message)


def way_back(subject: Subject, start: str, goal: str) -> tuple[str, ...]:
    """The lessons from `start` along prerequisites to `goal`; empty where there is no way."""
    lessons = subject.catalogue.lessons
    paths: list[tuple[str, ...]] = [(start,)]
    seen = {start}
    while paths:
        path = paths.pop()
        if path[-1] == goal:
            return path
        for name in lessons[path[-1]].prerequisites:
            if name in lessons and name not in seen:
                seen.add(name)
                paths.append((*path, name))
    return ()


@rule("misconceptions-are-mended")
def misconceptions_are_mended(subject: Subject) -> Iterator[Fault]:
    """Each names the section that mends it."""
    catalogue = subject.catalogue
    if catalogue.document is None:
        return
    for name, wrong in catalogue.misconceptions.items():
        place = ("misconceptions", name)
        lesson = catalogue.lessons.get(wrong.lesson)
        if wrong.lesson in unread(subject) or (lesson and wrong.mode not in lesson.modes and wrong.mode in MODES):
            continue
        if lesson is None:
            message = f"there is no lesson {wrong.lesson!r}"
            yield catalogue.document.fault((*place, "lesson"), "misconception-place", message)
        elif not lesson.has_section(f"{wrong.mode}#{wrong.section}"):
            message = f"the lesson {wrong.lesson!r} has no section {wrong.mode}#{wrong.section}"
            yield catalogue.document.fault((*place, "section"), "misconception-place", message)
