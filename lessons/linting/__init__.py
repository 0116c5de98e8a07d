"""Checking the content. `RULES` holds every rule; `check` runs them over a catalogue."""

from pathlib import Path

from django.conf import settings

from lessons.catalogue import Catalogue
from lessons.faults import Fault, Severity
from lessons.linting import (
    course,
    exercises,
    facts,
    figures,
    fresh,
    ledger,
    links,
    programs,
    prose,
    sections,
    spelling,
    structure,
    teaching,
    traces,
)
from lessons.linting.registry import MEASURING, RULES, SLOW, Rule, Subject, rule, run_rules
from lessons.programs import Stage


def own_stage() -> Stage:
    return Stage(Path(settings.VAR_DIR) / "programs")


def check(catalogue: Catalogue, *, fast: bool, measuring: bool = False, stage: Stage | None = None) -> list[Fault]:
    return run_rules(Subject(catalogue, stage or own_stage()), fast=fast, measuring=measuring)


__all__ = ["MEASURING", "RULES", "SLOW", "Fault", "Rule", "Severity", "Subject", "check", "own_stage", "rule"]
__all__ += ["course", "exercises", "facts", "figures", "fresh", "ledger", "links", "programs", "prose", "sections"]
__all__ += ["spelling", "structure", "teaching", "traces"]
