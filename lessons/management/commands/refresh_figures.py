"""`manage.py refresh_figures`: after results were recorded anew, the figures in the texts follow them."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from lessons import catalogue as shelf
from lessons.faults import relative
from lessons.refreshing import refreshed


class Command(BaseCommand):
    help = "Write the stored figures into the texts that cite them. The words around them are left to their author."
    requires_system_checks: list[str] = []  # noqa: RUF012 — Django's own declaration is not a ClassVar

    def handle(self, *args: Any, **options: Any) -> None:
        shelf.shelf.clear()
        for lesson in shelf.whole().lessons.values():
            for mode in lesson.modes.values():
                text, changes = refreshed(mode.path.read_text(encoding="utf-8"), lesson, mode)
                if changes:
                    mode.path.write_text(text, encoding="utf-8")
                for old, new in changes:
                    self.stdout.write(f"{relative(mode.path, settings.BASE_DIR)}: {old} -> {new}")
        shelf.shelf.clear()
