"""Checking the content. `RULES` holds every rule; `check` runs them over a catalogue."""

from pathlib import Path

from django.conf import settings

from lessons.catalogue import Catalogue
from lessons.faults import Fault, Severity
from lessons.linting import course, figures, links, programs, prose, sections, structure, traces
from lessons.linting.registry import RULES, SLOW, Rule, Subject, rule, run_rules
from lessons.programs import Stage


def own_stage() -> Stage:
    return Stage(Path(settings.VAR_DIR) / "programs")


def check(catalogue: Catalogue, *, fast: bool, stage: Stage | None = None) -> list[Fault]:
    return run_rules(Subject(catalogue, stage or own_stage()), fast=fast)


__all__ = ["RULES", "SLOW", "Fault", "Rule", "Severity", "Subject", "check", "own_stage", "rule"]
__all__ += ["course", "figures", "links", "programs", "prose", "sections", "structure", "traces"]
