"""`manage.py prepare`: everything between an unpacked release and a serving one, in one process."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from learners.sessions import SessionStore
from lessons.reference import prepare_search


class Command(BaseCommand):
    help = "Bring the database up to date, check and index the content. `make run` and the image call it before Daphne."

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("migrate", verbosity=0, interactive=False, stdout=self.stdout)
        SessionStore.clear_expired()
        # Without its programs: the tests run those, where they are changed; a host need not at each start.
        call_command("check_content", fast=True, stdout=self.stdout, stderr=self.stderr)
        prepare_search()
