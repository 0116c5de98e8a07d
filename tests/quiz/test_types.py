"""What holds for every type of question."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client

from lessons import catalogue
from quiz.grading import grade
from quiz.questions import Question, parse, type_of
from quiz.questions.feedback import NotAnAnswer, NothingGiven, Unreadable
from tests.quiz.questions import OBJECTIVES, write_quiz
from tests.quiz.test_views import fields, opened
from tests.quiz.types import MADE, Fields

ROOT = Path(__file__).parents[2]


@pytest.fixture(params=MADE)
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def question(kind: str) -> Question:
    return parse(MADE[kind].make(f"{kind}-1"))


def form(fields: Fields) -> QueryDict:
    query = QueryDict(mutable=True)
    for name, value in fields.items():
        query.setlist(name, [value] if isinstance(value, str) else value)
    return query


def test_a_right_answer_earns_the_mark_a_wrong_one_none_and_half_a_part(kind: str, question: Question) -> None:
    made, type_ = MADE[kind], type_of(question)
    assert grade(question, type_.read(question, form(made.right))).mark == 1
    assert grade(question, type_.read(question, form(made.wrong))).mark == 0
    if made.partly:
        assert 0 < grade(question, type_.read(question, form(made.partly))).mark < 1
        assert type_.credit(question)


def test_an_answer_survives_the_database(kind: str, question: Question) -> None:
    given = type_of(question).read(question, form(MADE[kind].right))
    assert json.loads(json.dumps(given)) == given
    assert grade(question, json.loads(json.dumps(given))).right


def test_a_question_survives_the_way_through_an_attempt(question: Question) -> None:
    assert parse(json.loads(json.dumps(question.model_dump(mode="json", exclude_defaults=True)))) == question


def test_an_empty_form_gives_nothing(question: Question) -> None:
    with pytest.raises(NothingGiven):
        type_of(question).read(question, form({}))


def test_no_form_and_no_json_makes_it_stumble(question: Question) -> None:
    odd: list[Any] = [None, 0, -1, 1e400, True, "", "\0", "x" * 100_000, [], ["\0"], [[]], {}, {"a": 1}, {"": None}]
    names = ("option", "value", *(f"{start}-{end}" for start in ("gap", "place", "pair") for end in "abc"))
    type_ = type_of(question)
    for value in odd:
        with pytest.raises(NotAnAnswer):
            grade(question, value)
    for text in ("", " ", "\0", "z", "-1", "9" * 400, "nan", "inf", "x" * 5000, "<b>", "\ud83d"):
        try:
            grade(question, type_.read(question, form({name: [text, text] for name in names})))
        except (NotAnAnswer, NothingGiven, Unreadable):
            continue


def test_it_has_a_template_a_test_and_a_document(kind: str) -> None:
    assert (ROOT / "templates" / "quiz" / f"{kind}.html").is_file()
    assert (ROOT / "tests" / "quiz" / f"test_{kind}.py").is_file()
    assert f"| `{kind}` |" in (ROOT / "docs" / "authoring.md").read_text()
    assert kind in MADE


@pytest.fixture
def asked(kind: str, tmp_path: Path, settings: Any) -> Any:
    """The site asks this type alone."""
    data = [MADE[kind].make(f"{kind}-{name}", objective=name) for name in OBJECTIVES]
    settings.CONTENT_ROOT = write_quiz(tmp_path / "content", data).root
    catalogue.shelf.clear()
    yield kind
    catalogue.shelf.clear()


@pytest.mark.django_db
def test_it_is_asked_answered_and_reviewed(asked: str, client: Client) -> None:
    made = MADE[asked]
    answers = [made.right, made.wrong, made.partly or made.right]
    titles = ["Right", "Not right", "Partly right" if made.partly else "Right"]
    for answer, title in zip(answers, titles, strict=True):
        page = opened(client)
        assert "Because of" not in page
        response = client.post("/quiz/tiny/answer/", {**fields(page), **answer})
        assert response.status_code == 303
        told = opened(client, response["Location"])
        assert f">{title}</h2>" in told
        assert "Because of" in told
    assert f"{1 if made.partly else 2} of 3" in opened(client)


@pytest.mark.django_db
def test_its_first_answer_is_kept(asked: str, client: Client) -> None:
    sent = fields(opened(client))
    assert client.post("/quiz/tiny/answer/", {**sent, **MADE[asked].wrong}).status_code == 303
    assert client.post("/quiz/tiny/answer/", {**sent, **MADE[asked].wrong}).status_code == 303
    assert client.post("/quiz/tiny/answer/", {**sent, **MADE[asked].right}).status_code == 409
