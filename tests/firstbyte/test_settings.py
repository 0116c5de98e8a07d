import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.services.compose import service

ROOT = Path(__file__).resolve().parents[2]


def start(**variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [
            sys.executable,
            "manage.py",
            "shell",
            "-v0",
            "-c",
            "from django.conf import settings as s; print(s.DATABASES)",
        ],
        cwd=ROOT,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "firstbyte.settings", **variables},
        capture_output=True,
        text=True,
        timeout=60,
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DEBUG", "perhaps"),
        ("LAB_ACCESS", "me"),
        ("DATABASE_URL", "mysql://x"),
        ("REDIS_URL", "http://x"),
        ("HTTPS", "2"),
    ],
)
def test_a_bad_value_stops_the_start_with_a_sentence_that_names_the_variable(name: str, value: str) -> None:
    done = start(**{name: value})
    assert done.returncode != 0
    assert name in done.stderr.strip().splitlines()[-1]


def test_sqlite_is_opened_with_wal_and_immediate_transactions(tmp_path: Path) -> None:
    done = start(VAR_DIR=str(tmp_path))
    assert "journal_mode=WAL" in done.stdout
    assert "IMMEDIATE" in done.stdout


def test_every_variable_that_the_settings_read_is_documented() -> None:
    source = (ROOT / "platform" / "firstbyte" / "settings.py").read_text()
    read = set(re.findall(r"environment\.\w+\(\"([A-Z_]+)\"", source))
    documented = set(re.findall(r"^\| `([A-Z_]+)` \|", (ROOT / "docs" / "operations.md").read_text(), re.MULTILINE))
    assert read == documented
    # And can be given to the container, but for what the image settles.
    assert read - {"DEBUG", "VAR_DIR"} == set(service("site")["environment"])


def test_no_middleware_sends_a_request_through_a_thread(caplog: pytest.LogCaptureFixture, settings: Any) -> None:
    # Django says at DEBUG level which middleware had to be adapted, and only where DEBUG is on.
    settings.DEBUG = True
    from django.core.handlers.asgi import ASGIHandler

    with caplog.at_level("DEBUG", logger="django.request"):
        ASGIHandler()
    assert [record.getMessage() for record in caplog.records if "adapt" in record.getMessage().lower()] == []
