"""Every section that states facts names its sources; headings step down one level at a time."""

from collections.abc import Iterator

from lessons.faults import Fault
from lessons.linting.registry import Subject, rule
from lessons.linting.structure import modes_of


@rule("sections-name-sources")
def sections_name_sources(subject: Subject) -> Iterator[Fault]:
    for _, mode in modes_of(subject):
        for section in mode.sections:
            if section.sourced and not section.has_sources:
                message = f"the section {section.title!r} ends with no line `Sources: …`; is it `.unsourced`?"
                yield Fault(mode.path, section.line, 1, "section-sources", message)


@rule("sources-lines-cite")
def sources_lines_cite(subject: Subject) -> Iterator[Fault]:
    """A section that names its sources links to at least one of them."""
    for _, mode in modes_of(subject):
        bounds = [section.line for section in mode.sections] + [10**9]
        for section, end in zip(mode.sections, bounds[1:], strict=True):
            cited = any(link.scheme == "source" and section.line <= link.line < end for link in mode.links)
            if section.sourced and section.has_sources and not cited:
                message = f"the sources of {section.title!r} link to none: [words](source:id)"
                yield Fault(mode.path, section.line, 1, "section-sources", message)


@rule("heading-levels")
def heading_levels(subject: Subject) -> Iterator[Fault]:
    for _, mode in modes_of(subject):
        before = 1
        for heading in mode.headings:
            if heading.level == 1:
                message = "the page's one heading of the first level is the front matter's title"
                yield Fault(mode.path, heading.line, 1, "heading-level", message)
            elif heading.level > before + 1:
                message = f"a heading of level {heading.level} follows one of level {before}"
                yield Fault(mode.path, heading.line, 1, "heading-level", message)
            before = max(heading.level, 2) if heading.level > 1 else before
