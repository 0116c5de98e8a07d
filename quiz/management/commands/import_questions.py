"""`manage.py import_questions FILE --lesson SLUG`: questions of other systems as drafts of a lesson."""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from lessons import catalogue as shelf
from lessons.faults import relative
from quiz import drafting
from quiz.exchange import FORMATS, Import, take
from quiz.exchange.limits import BYTES


def bounded(path: Path) -> bytes:
    """The file, or as much of it as shows that it is too large. Raises CommandError."""
    try:
        with path.open("rb") as file:
            return file.read(BYTES + 1)
    except OSError as error:
        raise CommandError(f"{path} cannot be read: {error.strerror}") from None


class Command(BaseCommand):
    help = "Import questions of GIFT, Moodle XML or QTI into a lesson, as drafts in its drafts/questions.yaml."
    requires_system_checks: list[str] = []  # noqa: RUF012 — Django's own declaration is not a ClassVar

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--lesson", required=True, metavar="SLUG")
        parser.add_argument("--format", choices=list(FORMATS), default="", help="guessed where it is not given")
        parser.add_argument("--dry-run", action="store_true", help="say what would be imported, and write nothing")
        parser.add_argument("--json", action="store_true", help="questions, skipped and faults as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        shelf.shelf.clear()
        catalogue = shelf.whole()
        lesson = catalogue.lessons.get(options["lesson"])
        if lesson is None:
            raise CommandError(f"There is no lesson {options['lesson']!r}; there are {', '.join(catalogue.lessons)}.")
        found = take(bounded(options["file"]), options["format"], drafting.ids_in_use(catalogue))
        written = ""
        if found.drafts and not options["dry_run"]:
            try:
                written = str(relative(drafting.add(lesson, found.drafts), settings.BASE_DIR))
            except drafting.NotWritten as error:
                raise CommandError(f"Nothing was imported: {error}.") from None
            shelf.shelf.clear()
        if options["json"]:
            self.stdout.write(json.dumps(found.as_json(), indent=1))
        else:
            self.say(options["file"], found, written)
        if found.faults:
            sys.exit(1)

    def say(self, path: Path, found: Import, written: str) -> None:
        for fault in found.faults:
            self.stdout.write(f"{path}:{fault.line}:{fault.column} {fault.message}")
        for skipped in found.skipped:
            self.stdout.write(f"{path}:{skipped.line} left out: {skipped.reason}")
        if found.faults:
            self.stderr.write(f"nothing was imported: {len(found.faults)} faults")
        elif not found.drafts:
            self.stdout.write(f"no questions were found, read as {found.format}")
        elif written:
            self.stdout.write(f"wrote {len(found.drafts)} drafts into {written}; check_content says what they lack")
        else:
            self.stdout.write(f"would write {len(found.drafts)} drafts, read as {found.format}")
