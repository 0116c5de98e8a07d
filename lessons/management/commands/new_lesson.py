"""`manage.py new_lesson SLUG`: a draft that passes the check."""

import re
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from lessons import catalogue as shelf
from lessons import skeleton
from lessons.faults import relative
from lessons.linting.structure import KEBAB
from lessons.modes import MODES
from lessons.programs import Program
from lessons.tracing import record, trace_data, trace_text


class Command(BaseCommand):
    help = "Make the folder of a new lesson, a draft that passes the check, and list it in course.yaml."
    requires_system_checks: list[str] = []  # noqa: RUF012 — Django's own declaration is not a ClassVar

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug", help="small letters and hyphens; the lesson's address")
        parser.add_argument("--title", help="as readers see it; from the slug where it is not given")
        parser.add_argument("--objective", help="its id; from the slug where it is not given")
        parser.add_argument(
            "--modes", default=",".join(MODES), metavar="A,B", help="the modes to write; the others are omitted"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        slug, root = options["slug"], shelf.content_root()
        folder = root / slug
        if not KEBAB.fullmatch(slug):
            words = re.sub(r"[^a-z0-9]+", "-", slug.lower()).strip("-")
            raise CommandError(f"{slug!r} is not kebab-case; how about {words!r}?")
        if folder.exists():
            raise CommandError(f"There is a {relative(folder, settings.BASE_DIR)} already.")
        modes = [name for name in MODES if name in options["modes"].split(",")]
        unknown = sorted(set(options["modes"].split(",")) - set(MODES))
        if unknown or not modes:
            raise CommandError(f"There is no mode {', '.join(unknown)}; there are {', '.join(MODES)}.")
        title = options["title"] or slug.replace("-", " ").capitalize()
        objective = options["objective"] or f"use-{slug}"
        course = root / "course.yaml"
        try:
            listed = skeleton.with_lesson(course.read_text(encoding="utf-8"), slug, objective)
        except ValueError as error:
            raise CommandError(f"The lesson cannot be listed: {error}.") from None
        for name, text in skeleton.files(slug, title, objective, modes, timezone.localdate()).items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        if "visualize" in modes:
            path = folder / "programs" / "first.py"
            program = Program(path.name, path, path.read_text(encoding="utf-8"))
            trace = trace_text(trace_data(program, record(program), None))
            (folder / "trace.yaml").write_text(trace, encoding="utf-8")
        course.write_text(listed, encoding="utf-8")
        shelf.shelf.clear()
        self.stdout.write(f"wrote {relative(folder, settings.BASE_DIR)}, and listed it in course.yaml")
        self.stdout.write(f"Read it at /lessons/{slug}/ with `make dev`; docs/authoring.md says how it goes on.")
