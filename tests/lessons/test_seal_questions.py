import io
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.management import call_command

from lessons import catalogue as shelf
from tests.lessons.course import Course
from tests.lessons.publishing import ask, publish, question


@pytest.fixture
def served(course: Course, settings: Any) -> Iterator[Course]:
    settings.CONTENT_ROOT = settings.BASE_DIR = course.root
    publish(course)
    (course.root / "ledger.yaml").unlink()
    yield course
    shelf.shelf.clear()


def seal() -> str:
    out = io.StringIO()
    call_command("seal_questions", stdout=out)
    return out.getvalue()


def test_it_names_what_it_writes_and_then_nothing(served: Course) -> None:
    assert seal() == "first: new\nsecond: new\nthird: new\nwrote ledger.yaml\n"
    assert served.places(fast=True) == []
    assert seal() == ""


def test_it_retires_what_is_gone_and_takes_a_raised_rev(served: Course) -> None:
    seal()
    ask(served, question("second", rev=2), question("third"), question("fourth"))
    assert seal() == "first: retired\nfourth: new\nsecond: rev 1 -> 2\nwrote ledger.yaml\n"
    assert served.places(fast=True) == []
