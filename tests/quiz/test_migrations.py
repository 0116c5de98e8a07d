"""Answers that were given under an older table are there under the new one."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def migrate(name: str) -> Any:
    """To that migration of the quiz, and the models as they are there."""
    MigrationExecutor(connection).migrate([("quiz", name)])
    return MigrationExecutor(connection).loader.project_state([("quiz", name)]).apps


def test_the_ids_of_options_become_answers_and_go_back() -> None:
    apps = migrate("0001_initial")
    try:
        learner = apps.get_model("learners", "Learner").objects.create()
        attempt = apps.get_model("quiz", "Attempt").objects.create(
            learner=learner, lesson="tiny", number=1, seed=7, asked=[]
        )
        old = apps.get_model("quiz", "Response")
        old.objects.create(attempt=attempt, question_id="q", rev=1, option_id="a-thread", mark=1.0)
        new = migrate("0002_response_given").get_model("quiz", "Response")
        assert new.objects.get().given == "a-thread"
        migrate("0001_initial")
        assert old.objects.get().option_id == "a-thread"
    finally:
        call_command("migrate", verbosity=0)
