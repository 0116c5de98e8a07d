from pathlib import Path

import pytest

from tests.lessons.course import Course, write_course


@pytest.fixture
def course(tmp_path: Path) -> Course:
    return write_course(tmp_path / "content")
