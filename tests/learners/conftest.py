from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from lessons import catalogue
from tests.lessons.course import Course, write_course
from tests.setup.servers import Site, run_site


@pytest.fixture
def course(tmp_path: Path, settings: Any) -> Iterator[Course]:
    """A small course with one lesson, `tiny`, being served."""
    written = write_course(tmp_path / "content")
    settings.CONTENT_ROOT = written.root
    catalogue.shelf.clear()
    yield written
    catalogue.shelf.clear()


@pytest.fixture(scope="session")
def tiny_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The site as it is hosted, with the small course. Its tests do not depend on what the lessons say."""
    folder = tmp_path_factory.mktemp("tiny-site")
    course = write_course(folder / "content")
    env = {"DJANGO_SETTINGS_MODULE": "tests.learners.hosted", "CONTENT_ROOT": str(course.root)}
    with run_site(folder, env) as running:
        yield running
