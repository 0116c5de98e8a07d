"""`manage.py seal_questions`: writes what was published into the ledger, so that answers stay what they were."""

from io import StringIO
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from ruamel.yaml import YAML

from lessons import catalogue as shelf
from lessons.faults import relative
from lessons.linting.ledger import FILE, read, resealed

HEAD = """\
# Every question that was ever published, with the digest of its answer. Written by `manage.py seal_questions`.
# A retired id is never used again: what learners answered still stands under it.
"""


class Command(BaseCommand):
    help = "Write new and changed questions of beta and live lessons into ledger.yaml; retire those that are gone."
    requires_system_checks: list[str] = []  # noqa: RUF012 — Django's own declaration is not a ClassVar

    def handle(self, *args: Any, **options: Any) -> None:
        shelf.shelf.clear()
        catalogue = shelf.whole()
        before, _, _ = read(catalogue.root)
        after = resealed(catalogue)
        for name, entry in after.items():
            old = before.get(name)
            if old != entry:
                what = "new" if old is None else "retired" if entry.retired else f"rev {old.rev} -> {entry.rev}"
                self.stdout.write(f"{name}: {what}")
        if after != before:
            out = StringIO()
            yaml = YAML()
            yaml.default_flow_style = None
            yaml.dump({"questions": {name: e.model_dump(exclude_defaults=True) for name, e in after.items()}}, out)
            path = catalogue.root / FILE
            path.write_text(HEAD + out.getvalue(), encoding="utf-8")
            self.stdout.write(f"wrote {relative(path, settings.BASE_DIR)}")
        shelf.shelf.clear()
