"""A program that is written in the browser: the site is told that it passed, once, and counts it for nothing."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client
from pydantic import ValidationError

from lessons import catalogue, views
from lessons.bodies import Store
from lessons.catalogue import Catalogue
from lessons.programs import start
from quiz.exchange import FORMATS, export
from quiz.grading import grade
from quiz.models import Response
from quiz.pool import Pool, pool_of
from quiz.questions import parse, type_of
from quiz.questions.code import Code
from quiz.questions.feedback import NotAnAnswer, NothingGiven
from quiz.review.models import Card
from tests.lessons.course import Course
from tests.lessons.halving import SOLUTION, START
from tests.quiz.placing import HALF, code, write_code
from tests.quiz.test_slots import hidden, page_of, send, slot_of


def question(**changes: Any) -> Code:
    parsed = parse({**code("p-code"), **changes})
    assert isinstance(parsed, Code)
    return parsed


def form(text: str) -> QueryDict:
    return QueryDict(text)


def test_that_it_passed_is_the_answer_and_its_reason_the_feedback() -> None:
    given = type_of(question()).read(question(), form("passed=passed"))
    feedback = grade(question(), json.loads(json.dumps(given)))
    assert (feedback.mark, feedback.remarks[0].why) == (1.0, "Because of p-code.")


@pytest.mark.parametrize("sent", ["", "passed=", "passed=no", "passed=%00", "code=print()"])
def test_a_form_that_does_not_say_so_gives_nothing(sent: str) -> None:
    with pytest.raises(NothingGiven, match="every test"):
        type_of(question()).read(question(), form(sent))


@pytest.mark.parametrize("given", ["", "failed", None, 1, True, ["passed"], {"passed": "passed"}])
def test_nothing_else_is_an_answer(given: Any) -> None:
    with pytest.raises(NotAnAnswer):
        grade(question(), given)


def test_it_can_only_be_practice() -> None:
    assert list(type_of(question()).flaws(question())) == []
    for other in ("performance", "challenge", "recall", "visual"):
        assert [place for place, _ in type_of(question()).flaws(question(set=other))] == [("set",)]


@pytest.mark.parametrize("name", ["half", "../half.py", "Half.py", "half.py/x", ""])
def test_its_files_are_named_as_programs_are(name: str) -> None:
    with pytest.raises(ValidationError):
        question(exercise={**HALF, "start": name})


# --- the content ---------------------------------------------------------------------------------------------------


@pytest.fixture
def coded(tmp_path: Path) -> Course:
    return write_code(tmp_path / "content")


@pytest.mark.slow
def test_a_start_that_passes_and_a_solution_that_does_not_are_faults_of_the_question(coded: Course) -> None:
    coded.run = start
    assert coded.faults() == []
    coded.write("tiny/programs/half_start.py", SOLUTION)
    coded.write("tiny/programs/half_done.py", START)
    found = {(place[0], place[-1]) for place in coded.places()}
    assert found == {("tiny/questions.yaml", "start-passes"), ("tiny/questions.yaml", "solution-fails")}


def test_a_file_that_is_missing_is_named_and_the_question_left_out(coded: Course) -> None:
    (coded.lesson_folder / "programs" / "half_done.py").unlink()
    assert ("tiny/questions.yaml", "program-missing") in [(each[0], each[-1]) for each in coded.places(fast=True)]
    pool = pool_of(coded.load(), "tiny")
    assert pool
    assert pool.sets == {}


# --- the page ------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def loaded_code(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    return write_code(tmp_path_factory.mktemp("code") / "content").load()


@pytest.fixture
def pool(loaded_code: Catalogue, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Pool:
    settings.CONTENT_ROOT = loaded_code.root
    monkeypatch.setattr(catalogue.shelf, "_catalogue", loaded_code)
    monkeypatch.setattr(views, "store", Store())
    found = pool_of(loaded_code, "tiny")
    assert found
    return found


@pytest.mark.django_db
@pytest.mark.usefixtures("pool")
def test_the_page_has_the_start_the_check_and_what_lies_beside_and_no_solution(client: Client) -> None:
    page = page_of(client)
    slot = slot_of(page, "p-code")
    for name, role in (("half_check.py", "check"), ("numbers_given.py", "beside")):
        assert f'data-name="{name}" data-role="{role}"' in slot
    assert page.count('name="python-kit"') == 1
    assert page.count("python-exercise") >= 2
    assert "One solution" not in page
    assert "Because of p-code" not in page


@pytest.mark.django_db
@pytest.mark.usefixtures("pool")
def test_its_files_can_be_taken_along_with_the_check_and_not_the_solution(client: Client) -> None:
    response = client.get("/lessons/tiny/project/half.zip")
    names = zipfile.ZipFile(io.BytesIO(response.content)).namelist()
    assert {"half/half.py", "half/numbers_given.py", "half/test_half_check.py", "half/manage.py"} <= set(names)
    assert not [name for name in names if "done" in name]


@pytest.mark.django_db
def test_that_it_passed_is_kept_once_and_counts_for_nothing(client: Client, pool: Pool) -> None:
    assert send(client, "p-code").status_code == 422
    sent = {**hidden(slot_of(page_of(client), "p-code")), "passed": "passed", "code": "secret = 1"}
    for _ in range(2):
        assert client.post("/quiz/tiny/practice/answer/", sent).status_code == 303
    (response,) = Response.objects.all()
    assert (response.given, response.mark) == ("passed", 1.0)
    assert "secret" not in json.dumps(response.attempt.asked)
    told = slot_of(page_of(client), "p-code")
    for said in ("Passed", "Because of p-code.", "One solution", "The solution of p-code."):
        assert said in told
    assert Card.objects.count() == 0
    assert "p-code" not in [each.id for each in pool.alone + pool.questions]


def test_no_other_system_is_given_it_and_every_export_says_so(pool: Pool) -> None:
    for name in FORMATS:
        assert [each.question for each in export(pool.sets["practice"], name).not_carried] == ["p-code"]
