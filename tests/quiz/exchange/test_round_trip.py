"""What goes out comes back: every question of the site, and questions that nobody would write."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings

from lessons import catalogue
from quiz.exchange import FORMATS, export, guess, take
from quiz.exchange.carrying import Format
from quiz.exchange.native import plain_of
from quiz.pool import Pool, pool_of
from quiz.questions import Question, ValidationError, parse, type_of
from quiz.questions.predict import Predict
from tests.quiz.exchange.made import questions
from tests.quiz.types import MADE

UNASKED = {"card", "code"}  # what no other system has
POOLS = [found for slug in catalogue.get().lessons if (found := pool_of(catalogue.get(), slug))]


@pytest.fixture(params=sorted(FORMATS))
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(params=POOLS, ids=lambda pool: pool.lesson)
def pool(request: pytest.FixtureRequest) -> Pool:
    return request.param  # type: ignore[no-any-return]


def as_written(question: Question) -> Question:
    """Without what was found by running a program."""
    if not isinstance(question, Predict):
        return question
    options = tuple(option.model_copy(update={"correct": False}) for option in question.options)
    return question.model_copy(update={"printed": None, "options": options})


def back(asked: tuple[Question, ...] | list[Question], name: str, pool: Pool | None = None) -> dict[str, Question]:
    found = export(asked, name, pool.title if pool else "", pool.programs if pool else {})
    taken = take(found.data, name)
    assert taken.faults == ()
    return {draft.data["id"]: parse(draft.data) for draft in taken.drafts}


def test_every_question_of_the_site_comes_back_equal(pool: Pool, name: str) -> None:
    not_carried = export(pool.all, name, pool.title, pool.programs).not_carried
    left_out = {each.question for each in not_carried if each.what.startswith("the question: ")}
    found = back(pool.all, name, pool)
    assert found == {each.id: as_written(each) for each in pool.all if each.id not in left_out}
    assert all(each.type in UNASKED for each in pool.all if each.id in left_out)


def test_the_format_of_an_export_is_guessed(pool: Pool, name: str) -> None:
    assert guess(export(pool.all, name, pool.title).data) == name


def test_the_same_questions_give_the_same_bytes(pool: Pool, name: str) -> None:
    assert export(pool.all, name).data == export(pool.all, name).data


@pytest.mark.parametrize("kind", sorted(MADE))
def test_a_question_of_each_type_comes_back_equal(kind: str, name: str) -> None:
    made = MADE.get(kind)
    assert made
    question = parse(made.make("made-up"))
    found = export([question], name)
    if kind in UNASKED:
        assert [each.question for each in found.not_carried] == ["made-up"]
        return
    assert back([question], name) == {"made-up": as_written(question)}


@given(data=questions())
@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.filter_too_much],
)
def test_whatever_a_question_says_comes_back_or_is_listed(name: str, data: dict[str, Any]) -> None:
    try:
        question = parse(data)
    except ValidationError:
        assume(False)
        raise
    assume(not any(type_of(question).flaws(question)))
    found = export([question], name)
    if any(each.what.startswith("the question: ") for each in found.not_carried):
        assert take(found.data, name).drafts == ()
        return
    taken = take(found.data, name)
    assert taken.faults == ()
    assert [parse(draft.data) for draft in taken.drafts] == [as_written(question)]


def test_what_was_edited_elsewhere_keeps_its_edit(name: str) -> None:
    """Only the native text is changed, as another system would; what still fits of our own comes back."""
    question = parse(MADE["choice"].make("made-up"))
    data = altered(export([question], name).data, b"made-up option c", b"made-up option new", FORMATS[name])
    (draft,) = take(data, name).drafts
    options = parse(draft.data).options  # type: ignore[attr-defined]
    assert options[2].text == "made-up option new"
    assert options[1].misconception == "async-is-faster"


def test_what_no_longer_fits_is_said(name: str) -> None:
    question = parse(MADE["multi"].make("made-up", prompt="Two  blanks."))
    more = replace_prompt(export([question], name).data, FORMATS[name])
    taken = take(more, name)
    assert len(taken.drafts) == 1
    if name in ("qti21", "qti30"):  # the only ones that join blanks: there the prompt rides along
        assert any("edited elsewhere" in each.reason for each in taken.skipped)


def replace_prompt(data: bytes, form: Format) -> bytes:
    new = altered(data, b"<p>Two  blanks.</p>", b"<p>Edited.</p>", form)
    return new if new != data else altered(data, b"Two  blanks.", b"Edited.", form)


def altered(data: bytes, old: bytes, new: bytes, form: Format) -> bytes:
    if form.suffix.endswith(".zip"):
        out = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(data)) as package, zipfile.ZipFile(out, "w") as changed:
            for each in package.namelist():
                changed.writestr(each, package.read(each).replace(old, new))
        return out.getvalue()
    return data.replace(old, new)


def test_what_rides_along_is_listed_by_its_name(name: str) -> None:
    found = export([parse(MADE["text"].make("made-up"))], name)
    said = {each.what.partition(":")[0] for each in found.not_carried}
    assert "answer.patterns" in said
    assert "example" in said


def test_plain_data_of_a_question_parses_to_the_question() -> None:
    question = parse(MADE["match"].make("made-up"))
    assert parse(plain_of(question)) == question
