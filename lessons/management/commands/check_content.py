"""`manage.py check_content`: all that is wrong in the content, at once, each with its place."""

import json
import os
import sys
from argparse import ArgumentParser
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from lessons import catalogue as shelf
from lessons import checked
from lessons.exercises import trial
from lessons.faults import Fault, Severity, errors, relative
from lessons.linting import Subject, own_stage
from lessons.linting.registry import run_rules
from lessons.measuring import measure
from lessons.results import Result


def as_text(fault: Fault) -> str:
    note = " (warning)" if fault.severity is Severity.WARNING else ""
    return fault.shown(settings.BASE_DIR) + note


def as_github(fault: Fault) -> str:
    """A workflow command; its own signs in the message are escaped as GitHub wants them."""
    message = fault.message.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    path = relative(fault.path, settings.BASE_DIR)
    return f"::{fault.severity} file={path},line={fault.line},col={fault.column},title={fault.code}::{message}"


def as_json(faults: list[Fault]) -> str:
    return json.dumps(
        [
            {
                "path": str(relative(fault.path, settings.BASE_DIR)),
                "line": fault.line,
                "column": fault.column,
                "code": fault.code,
                "message": fault.message,
                "severity": str(fault.severity),
            }
            for fault in faults
        ],
        indent=1,
    )


class Command(BaseCommand):
    help = "Check the content: structure, links, figures, and that the programs shown print what is shown."
    requires_system_checks: list[str] = []  # noqa: RUF012 — Django's own declaration is not a ClassVar

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--format", choices=("text", "json", "github"), default="text")
        parser.add_argument("--fast", action="store_true", help="do not run programs")
        parser.add_argument("--measure", action="store_true", help="run every stored result again, and compare")
        parser.add_argument("--again", action="store_true", help="check although nothing has changed")
        parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="programs run side by side")

    def measured(self, result: Result) -> Mapping[str, Any]:
        self.stderr.write(f"measuring {result.run_id}, {result.run['config']['seconds']:g} s of load")
        return measure(result)

    def handle(self, *args: Any, **options: Any) -> None:
        shelf.shelf.clear()
        root, kept = shelf.content_root(), Path(settings.VAR_DIR)
        faults = None if options["again"] or options["measure"] else checked.recall(kept, root)
        if faults is None:
            faults = self.faults_now(**options)
            whole = not options["fast"]
            if whole and not errors(faults):
                checked.remember(kept, root, faults)
            catalogue = shelf.whole()
            pages = sum(len(lesson.modes) for lesson in catalogue.lessons.values())
            said = f"{len(catalogue.lessons)} lessons, {pages} pages"
        else:
            said = "unchanged since the last check"
        wrong = errors(faults)
        if options["format"] == "json":
            self.stdout.write(as_json(faults))
        else:
            show = as_github if options["format"] == "github" else as_text
            for fault in faults:
                self.stdout.write(show(fault))
            self.stderr.write(f"{said}: {len(wrong)} errors, {len(faults) - len(wrong)} warnings")
        if wrong:
            sys.exit(1)

    def faults_now(self, *, fast: bool, measure: bool, jobs: int, **_: Any) -> list[Fault]:
        catalogue, stage = shelf.whole(), own_stage()
        if not fast:
            programs = [program for lesson in catalogue.lessons.values() for program in lesson.programs.values()]
            for lesson in catalogue.lessons.values():
                for each in lesson.exercises():
                    tried = (trial(each, lesson.programs, name) for name in (each.start, each.solution))
                    programs += [one for one in tried if one is not None]
            stage.run_all(programs, max(1, jobs), lambda words: self.stderr.write(words, ending="\n"))
        return run_rules(Subject(catalogue, stage, self.measured), fast=fast, measuring=measure)
