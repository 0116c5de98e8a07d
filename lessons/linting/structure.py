"""A lesson has its nine modes, each with its sections in their order."""

import re
from collections.abc import Iterator

from lessons.catalogue import Lesson, Mode
from lessons.faults import Fault, Severity
from lessons.linting.registry import Subject, rule
from lessons.modes import MODES

KEBAB = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def modes_of(subject: Subject) -> Iterator[tuple[Lesson, Mode]]:
    for lesson in subject.catalogue.lessons.values():
        for mode in lesson.modes.values():
            yield lesson, mode


@rule("slug-is-folder")
def slug_is_folder(subject: Subject) -> Iterator[Fault]:
    for lesson in subject.catalogue.lessons.values():
        if lesson.slug != lesson.folder.name:
            message = f"the slug {lesson.slug!r} is not the folder's name {lesson.folder.name!r}"
            yield lesson.document.fault(("slug",), "slug-is-folder", message)


@rule("every-mode-is-there")
def every_mode_is_there(subject: Subject) -> Iterator[Fault]:
    for lesson in subject.catalogue.lessons.values():
        for slug in MODES:
            path = lesson.folder / f"{slug}.md"
            if slug not in lesson.omitted and not path.is_file():
                message = f"the mode {slug!r} is missing; write {slug}.md, or omit: {{{slug}: reason}}"
                yield Fault(lesson.document.path, 1, 1, "mode-missing", message)
        for slug in lesson.omitted:
            if slug not in MODES:
                known = ", ".join(MODES)
                message = f"there is no mode {slug!r} to omit; there are {known}"
                yield lesson.document.fault(("omit", slug), "mode-unknown", message, of_key=True)


@rule("required-sections")
def required_sections(subject: Subject) -> Iterator[Fault]:
    """Missing ones are named at the front matter; those out of order where they stand."""
    for _, mode in modes_of(subject):
        there = {section.id: section for section in mode.sections}
        for name in mode.kind.sections:
            if name not in there:
                yield Fault(mode.path, 1, 1, "section-missing", f"the mode {mode.slug!r} needs a section {{#{name}}}")
        wanted = [name for name in mode.kind.sections if name in there]
        found = [section for section in mode.sections if section.id in wanted]
        for name, section in zip(wanted, found, strict=False):
            if section.id != name:
                message = f"the section {section.id!r} stands where {name!r} is expected"
                yield Fault(mode.path, section.line, 1, "section-order", message)
                break  # every later one would be named too


@rule("section-ids")
def section_ids(subject: Subject) -> Iterator[Fault]:
    for _, mode in modes_of(subject):
        seen: set[str] = set()
        for heading in mode.headings:
            if heading.id is None:
                if heading.level == 2:
                    message = f"the section {heading.text!r} needs an id: ## {heading.text} {{#an-id}}"
                    yield Fault(mode.path, heading.line, 1, "section-id", message)
                continue
            if not KEBAB.fullmatch(heading.id):
                message = f"the id {heading.id!r} is not kebab-case"
                yield Fault(mode.path, heading.line, 1, "id-kebab", message)
            if heading.id in seen:
                message = f"the id {heading.id!r} is used twice on this page"
                yield Fault(mode.path, heading.line, 1, "id-twice", message)
            seen.add(heading.id)


@rule("sections-hold-something")
def sections_hold_something(subject: Subject) -> Iterator[Fault]:
    for _, mode in modes_of(subject):
        for section in mode.sections:
            if len(section.chunks) < 2:
                message = f"the section {section.title!r} holds nothing"
                yield Fault(mode.path, section.line, 1, "section-empty", message, Severity.ERROR)
