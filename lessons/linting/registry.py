"""The rules of the content, one function each, in one dict. Other rooms add theirs when their app is ready."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from lessons.catalogue import Catalogue
from lessons.faults import Fault
from lessons.programs import Stage


@dataclass(frozen=True)
class Subject:
    """What a rule looks at; `stage` runs programs and remembers what they printed."""

    catalogue: Catalogue
    stage: Stage


Rule = Callable[[Subject], Iterable[Fault]]

RULES: dict[str, Rule] = {}
SLOW: set[str] = set()


def rule(name: str, *, slow: bool = False) -> Callable[[Rule], Rule]:
    """Registers a rule under a kebab-case name. A slow rule starts processes; `check_content --fast` leaves it out."""

    def register(function: Rule) -> Rule:
        if name in RULES and RULES[name] is not function:
            raise ValueError(f"two rules are named {name!r}")
        RULES[name] = function
        if slow:
            SLOW.add(name)
        return function

    return register


def run_rules(subject: Subject, *, fast: bool) -> list[Fault]:
    """All faults, those of the reading included, by place. A fault that two rules name is named once."""
    faults = set(subject.catalogue.faults)
    for name, check in RULES.items():
        if not (fast and name in SLOW):
            faults.update(check(subject))
    return sorted(faults)
