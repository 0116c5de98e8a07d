"""A figure in a text is the stored one, rounded to the digits typed."""

from collections.abc import Iterator

from lessons.faults import Fault
from lessons.links import figure_target
from lessons.linting.registry import Subject, rule
from lessons.linting.structure import modes_of
from lessons.results import agrees, in_unit_of, typed


@rule("figures-are-stored")
def figures_are_stored(subject: Subject) -> Iterator[Fault]:
    for lesson, mode in modes_of(subject):
        for link in mode.links:
            if link.scheme != "figure":
                continue
            name, field = figure_target(link.target)
            if name not in lesson.results:
                continue  # links-resolve names it
            shown = typed(link.text)
            if shown is None:
                message = f"a figure link begins with its number, not {link.text!r}"
                yield Fault(mode.path, link.line, link.column, "figure-text", message)
                continue
            try:
                stored = lesson.results[name].figure(field)
            except LookupError as error:
                yield Fault(mode.path, link.line, link.column, "figure-field", str(error.args[0]))
                continue
            if not agrees(shown, stored, field):
                right = f"{in_unit_of(shown, stored, field):,.{shown.digits}f}"
                message = f"the text says {link.text!r}, the stored result {right}"
                yield Fault(mode.path, link.line, link.column, "figure-value", message)


@rule("results-have-scenarios")
def results_have_scenarios(subject: Subject) -> Iterator[Fault]:
    """A result belongs to a scenario of its lesson."""
    for lesson in subject.catalogue.lessons.values():
        for index, name in enumerate(lesson.document.data.get("results") or []):
            result = lesson.results.get(name)
            if result and result.scenario not in lesson.scenarios:
                message = f"the result {name!r} is of {result.scenario!r}, which is none of the lesson's scenarios"
                yield lesson.document.fault(("results", index), "result-scenario", message)
