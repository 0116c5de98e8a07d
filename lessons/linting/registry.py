"""The rules of the content, one function each, in one dict. Other rooms add theirs when their app is ready."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from lessons.catalogue import Catalogue
from lessons.faults import Fault
from lessons.measuring import measure
from lessons.programs import Stage
from lessons.results import Result


@dataclass(frozen=True)
class Subject:
    """What a rule looks at; `stage` runs programs and remembers what they printed, `measure` runs a result again."""

    catalogue: Catalogue
    stage: Stage
    measure: Callable[[Result], Mapping[str, Any]] = field(default=measure)


Rule = Callable[[Subject], Iterable[Fault]]

RULES: dict[str, Rule] = {}
SLOW: set[str] = set()
MEASURING: set[str] = set()


def rule(name: str, *, slow: bool = False, measures: bool = False) -> Callable[[Rule], Rule]:
    """Registers a rule under a kebab-case name.

    A slow rule starts programs or reads a dictionary; `check_content --fast` leaves it out. One that measures takes
    minutes of an idle machine, and runs for `check_content --measure` only.
    """

    def register(function: Rule) -> Rule:
        if name in RULES and RULES[name] is not function:
            raise ValueError(f"two rules are named {name!r}")
        RULES[name] = function
        if slow:
            SLOW.add(name)
        if measures:
            MEASURING.add(name)
        return function

    return register


def run_rules(subject: Subject, *, fast: bool, measuring: bool = False) -> list[Fault]:
    """All faults, those of the reading included, by place. A fault that two rules name is named once."""
    faults = set(subject.catalogue.faults)
    for name, check in RULES.items():
        if (fast and name in SLOW) or (name in MEASURING and not measuring):
            continue
        faults.update(check(subject))
    return sorted(faults)
