from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from lessons import catalogue, views
from lessons.bodies import Store
from lessons.catalogue import Catalogue
from tests.lessons.course import Course
from tests.quiz.questions import pool_data, write_quiz


@pytest.fixture
def course(tmp_path: Path) -> Course:
    return write_quiz(tmp_path / "content", pool_data())


@pytest.fixture(scope="session")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    return write_quiz(tmp_path_factory.mktemp("quiz") / "content", pool_data()).load()


@pytest.fixture
def shared(loaded: Catalogue, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The site of this process serves the made-up course, which the test only reads: it is loaded once."""
    settings.CONTENT_ROOT = loaded.root
    monkeypatch.setattr(catalogue.shelf, "_catalogue", loaded)
    monkeypatch.setattr(views, "store", Store())


@pytest.fixture
def served(course: Course, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Course]:
    """The site of this process serves a made-up course of the test's own, which it may change."""
    settings.CONTENT_ROOT = course.root
    catalogue.shelf.clear()
    monkeypatch.setattr(views, "store", Store())
    yield course
    catalogue.shelf.clear()
