"""`manage.py record_result [SLUG [NAME ...]]`: stored lab runs, recorded anew or for the first time."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from lessons import catalogue as shelf
from lessons import results
from lessons.catalogue import Lesson
from lessons.faults import relative
from lessons.measuring import OPTIONS, NotMeasured, options, record
from lessons.recording import cited, good_enough, moved, words, write


class Command(BaseCommand):
    help = (
        "Run the lab again with the settings that a stored result was made with, and put the run in its place if its "
        "verdict is VALID or as good. With --scenario and the options of `python -m lab run`, record a new result."
    )
    requires_system_checks: list[str] = []  # noqa: RUF012 — Django's own declaration is not a ClassVar

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("lesson", nargs="?", metavar="SLUG", help="the lesson; without it, all of them")
        parser.add_argument("names", nargs="*", metavar="NAME", help="results of the lesson; without them, all of them")
        parser.add_argument("--scenario", metavar="S", help="record a new result of this scenario")
        parser.add_argument(
            "--keep-trying", type=int, default=0, metavar="N", help="after a run that is refused, up to N more"
        )
        knobs = parser.add_argument_group("settings that differ from the stored ones, or from the scenario's")
        for name, option in (*OPTIONS.items(), ("seed", "--seed")):
            knobs.add_argument(option, dest=f"knob_{name}", metavar="X", help="as of `python -m lab run`")

    def handle(self, *args: Any, **given: Any) -> None:
        changed = [
            word
            for name, option in (*OPTIONS.items(), ("seed", "--seed"))
            if given[f"knob_{name}"] is not None
            for word in (option, given[f"knob_{name}"])
        ]
        if (given["scenario"] or changed) and len(given["names"]) != 1:
            raise CommandError("Settings of its own can be given to one result: record_result SLUG NAME ...")
        shelf.shelf.clear()
        refused = 0
        for lesson in self.lessons(given["lesson"]):
            for name in given["names"] or lesson.results:
                refused += not self.renew(lesson, name, given["scenario"], changed, 1 + given["keep_trying"])
        shelf.shelf.clear()
        if refused:
            raise CommandError(f"{refused} of the results could not be recorded; the stored ones are as they were.")
        self.stdout.write("Now `manage.py refresh_figures` writes the figures into the texts.")

    def lessons(self, slug: str | None) -> list[Lesson]:
        lessons = shelf.whole().lessons
        if slug is not None and slug not in lessons:
            raise CommandError(f"There is no lesson {slug!r}.")
        return [lessons[slug]] if slug else list(lessons.values())

    def renew(self, lesson: Lesson, name: str, scenario: str | None, changed: list[str], tries: int) -> bool:
        """Whether a run was kept. Each one that was not says why."""
        path = lesson.folder / "results" / f"{name}.jsonl"
        place = relative(path, settings.BASE_DIR)
        stored, _ = results.read(lesson.slug, name, path)
        if stored is None and scenario is None:
            raise CommandError(f"{place} is no stored result; --scenario S makes a new one.")
        asked = [*(options(stored) if stored and scenario is None else ()), *changed]
        for _ in range(tries):
            try:
                lines = record(scenario or (stored.scenario if stored else ""), asked)
            except NotMeasured as error:
                raise CommandError(f"{place}: {error}") from None
            fresh, faults = results.parse(lesson.slug, name, path, lines)
            if fresh is None:
                raise CommandError(f"{place}: {faults[0].message}")
            if not good_enough(fresh.verdict, stored.verdict if stored else None):
                self.stdout.write(f"{place}: not kept, {words(fresh)}")
                continue
            write(path, lines)
            self.stdout.write(f"{place}: {words(fresh)}")
            for line in moved(stored, fresh, cited(lesson, name)) if stored else ():
                self.stdout.write(f"  {line}")
            if name not in lesson.results:
                self.stdout.write(f"  Name it in lesson.yaml: results: [..., {name}]")
            return True
        return False
