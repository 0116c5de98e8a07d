"""`manage.py record_trace LESSON PROGRAM`: the step player's table, from a real run."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from lessons import catalogue as shelf
from lessons import documents
from lessons.faults import relative
from lessons.programs import Program
from lessons.tracing import MOST_STEPS, NotRecorded, record, trace_data, trace_text


class Command(BaseCommand):
    help = "Record a trace of a lesson's program; what was written beside the steps of an older recording is kept."
    requires_system_checks: list[str] = []  # noqa: RUF012 — Django's own declaration is not a ClassVar

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("lesson", help="the lesson's slug")
        parser.add_argument("program", help="a file of its programs/")
        parser.add_argument("--to", default="trace.yaml", metavar="FILE", help="trace….yaml of the lesson; - prints it")
        parser.add_argument("--steps", type=int, default=MOST_STEPS, metavar="N", help="give up after N steps")

    def handle(self, *args: Any, **options: Any) -> None:
        folder = shelf.content_root() / options["lesson"]
        if not (folder / "lesson.yaml").is_file():
            raise CommandError(f"There is no lesson {options['lesson']!r}.")
        path = folder / "programs" / options["program"]
        if not path.is_file():
            raise CommandError(f"There is no {relative(path, settings.BASE_DIR)}.")
        program = Program(path.name, path, path.read_text(encoding="utf-8"))
        try:
            steps = record(program, options["steps"])
        except NotRecorded as error:
            raise CommandError(f"{path.name} was not recorded: {error}") from None
        target = folder / options["to"]
        old, _ = documents.read(target) if options["to"] != "-" and target.is_file() else (None, [])
        text = trace_text(trace_data(program, steps, old.data if old else None))
        if options["to"] == "-":
            self.stdout.write(text)
            return
        target.write_text(text, encoding="utf-8")
        self.stdout.write(f"wrote {relative(target, settings.BASE_DIR)}: {len(steps)} steps")
        shelf.shelf.clear()
