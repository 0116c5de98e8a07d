"""`manage.py export_questions SLUG --format …`: a lesson's questions for another system."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from lessons import catalogue as shelf
from quiz.drafting import replace
from quiz.exchange import FORMATS, export
from quiz.pool import pool_of


class Command(BaseCommand):
    help = "Write a lesson's questions as GIFT, Moodle XML or a QTI package, and list what the format cannot carry."
    requires_system_checks: list[str] = []  # noqa: RUF012 — Django's own declaration is not a ClassVar

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("lesson", metavar="SLUG")
        parser.add_argument("--format", choices=list(FORMATS), required=True)
        parser.add_argument("--output", type=Path, metavar="FILE", help="standard output where it is not given")

    def handle(self, *args: Any, **options: Any) -> None:
        shelf.shelf.clear()
        catalogue = shelf.whole()
        pool = pool_of(catalogue, options["lesson"])
        if pool is None:
            raise CommandError(f"There is no lesson {options['lesson']!r}; there are {', '.join(catalogue.lessons)}.")
        found = export(pool.all, options["format"], pool.title, pool.programs)
        for each in found.not_carried:
            self.stderr.write(f"{each.question}: {each.what}")
        carried = len(pool.all) - sum(each.what.startswith("the question: ") for each in found.not_carried)
        if options["output"] is None:
            sys.stdout.buffer.write(found.data)
            sys.stdout.flush()
            return
        try:
            replace(options["output"], found.data)
        except OSError as error:
            raise CommandError(f"{options['output']} could not be written: {error.strerror}") from None
        self.stdout.write(f"wrote {carried} questions to {options['output']}")
