"""The trial of the many on PostgreSQL."""

from pathlib import Path

import pytest

from tests.quiz.ten_thousand import trial
from tests.quiz.test_ten_thousand import ANSWERS, check
from tests.setup.servers import run_postgresql

pytestmark = [pytest.mark.services, pytest.mark.slow]


def test_every_acknowledged_answer_outlives_every_kill_once(tmp_path: Path) -> None:
    with run_postgresql() as database:
        check(trial(tmp_path, ANSWERS, learners=20, kills=2, seed=8, env={"DATABASE_URL": database}))
