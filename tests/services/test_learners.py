"""Learners on PostgreSQL, where a merging really meets the writer that it must wait for."""

import os
import subprocess
import sys

import pytest

from tests.setup.servers import ROOT, run_postgresql

pytestmark = [pytest.mark.services, pytest.mark.slow]


def test_everything_that_holds_on_sqlite_holds_on_postgresql() -> None:
    # --reuse-db: the database goes with its server; dropping it would have to wait for the threads' connections.
    command = [sys.executable, "-m", "pytest", "-q", "-m", "not slow and not browser", "--reuse-db", "tests/learners"]
    with run_postgresql() as database:
        env = {**os.environ, "DATABASE_URL": database}
        done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, timeout=600, check=False)
    assert done.returncode == 0, done.stdout[-4000:]
    assert " passed" in done.stdout
