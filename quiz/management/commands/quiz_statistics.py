"""`manage.py quiz_statistics [SLUG] [--json]`: what the answers say about the questions."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from lessons import catalogue
from quiz.statistics import page
from quiz.statistics.gathering import Row
from quiz.statistics.judging import Judged, summary


class Command(BaseCommand):
    help = "Figures of every question from first answers, and a sentence that names those to mend."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("lesson", nargs="?", default="", metavar="SLUG", help="a lesson; without it, all")
        parser.add_argument("--json", action="store_true", dest="as_json", help="a JSON document on standard output")

    def handle(self, *args: Any, lesson: str = "", as_json: bool = False, **options: Any) -> None:
        if lesson and lesson not in catalogue.get().lessons:
            raise CommandError(f"There is no lesson {lesson!r}; there are {', '.join(catalogue.get().lessons)}.")
        try:
            rows = page.gathered(lesson)
        except DatabaseError as error:
            raise CommandError(
                f"The database cannot be read ({error}); `manage.py prepare` makes its tables."
            ) from None
        if as_json:
            found = [{**each.row.as_json(), "faults": each.faults, "notes": each.notes} for each in rows]
            self.stdout.write(json.dumps({"summary": summary(rows), "questions": found}, indent=2, ensure_ascii=False))
            return
        self.stdout.write(summary(rows))
        for each in rows:
            self.write(each)

    def write(self, each: Judged) -> None:
        self.stdout.write(f"\n{each.row.question} rev {each.row.rev}: {figures(each.row)}")
        for words in (*each.faults, *each.notes):
            self.stdout.write(f"  {words}")
        for given in each.row.given:
            self.stdout.write(f"  {given.count:>6}  {'right' if given.right else 'wrong'}  {given.text}")
        for name, count in each.row.misconceptions:
            self.stdout.write(f"  {count:>6}  misconception {name}")


def figures(row: Row) -> str:
    if row.facility is None:
        return "N 0"
    parts = [f"N {row.n}", f"facility {100 * row.facility:.1f} %"]
    if row.guess is not None:
        parts.append(f"by chance {100 * row.guess:.1f} %")
    if row.discrimination is not None and row.efficiency is not None:
        parts.append(f"discrimination {row.discrimination:.1f} %")
        parts.append(f"efficiency {row.efficiency:.1f} % (N {row.n_compared})")
    return ", ".join(parts)
