"""Answers that were given under an older table are there under the new one."""

from __future__ import annotations

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def migrate(name: str) -> None:
    executor = MigrationExecutor(connection)
    executor.migrate([("quiz", name)])


def test_the_ids_of_options_become_answers_and_go_back() -> None:
    migrate("0001_initial")
    try:
        apps = MigrationExecutor(connection).loader.project_state([("quiz", "0001_initial")]).apps
        learner = apps.get_model("learners", "Learner").objects.create()
        attempt = apps.get_model("quiz", "Attempt").objects.create(
            learner=learner, lesson="tiny", number=1, seed=7, asked=[]
        )
        old = apps.get_model("quiz", "Response")
        old.objects.create(attempt=attempt, question_id="q", rev=1, option_id="a-thread", mark=1.0)
        migrate("0002_response_given")
        from quiz.models import Response

        assert Response.objects.get().given == "a-thread"
        migrate("0001_initial")
        assert old.objects.get().option_id == "a-thread"
    finally:
        migrate("0002_response_given")
