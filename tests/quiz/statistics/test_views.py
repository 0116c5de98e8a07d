"""The staff's page and the command."""

from __future__ import annotations

import io
import json
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.core.management import CommandError, call_command

from learners import limits
from learners.models import Learner
from quiz import attempts
from quiz.questions import parse
from tests.learners.people import Browser, account
from tests.quiz.review.reviewing import answered, posted, question
from tests.quiz.statistics.answering import answers
from tests.quiz.types import MADE

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shared")]
ADDRESS = "/staff/statistics/"


def staff() -> Browser:
    account("staff@example.org", is_staff=True)
    browser = Browser()
    browser.sign_in("staff@example.org")
    return browser


def test_there_is_nothing_for_strangers_learners_and_accounts() -> None:
    stranger, learner, owner = Browser(), Browser(), Browser()
    learner.be_known()
    owner.sign_up("ada@example.org")
    for browser in (stranger, learner, owner):
        response = browser.get(ADDRESS)
        assert response.status_code == 404
        assert "There is nothing at this address" in response.content.decode()
        assert browser.post(ADDRESS).status_code == 405


def test_the_staff_finds_the_way_from_their_own_page() -> None:
    assert ADDRESS in staff().get("/me/").content.decode()
    owner = Browser()
    owner.sign_up("ada@example.org")
    assert ADDRESS not in owner.get("/me/").content.decode()


def test_before_the_first_answer_it_says_so() -> None:
    page = staff().get(ADDRESS).content.decode()
    assert "No question has been answered yet." in page
    assert "Nobody has answered these yet" in page
    assert "What was given" not in page


def test_it_shows_figures_with_their_number_and_what_to_mend() -> None:
    answers([question(), question("hold-2")], 40, 2)
    for _ in range(40):
        answered(uuid4(), question("predict-1"), right=False)
    page = staff().get(ADDRESS).content.decode()
    assert 'To mend: <a href="#q-predict-1-1">predict-1</a>.' in page
    assert page.index('id="q-predict-1-1"') < page.index('id="q-hold-1-1"')
    assert '<span class="stats-of">of 40</span>' in page
    assert "async-is-faster" in page
    assert "33.3 %" in page


def test_one_lesson_can_be_asked_for() -> None:
    browser = staff()
    assert browser.get(ADDRESS, {"lesson": "tiny"}).status_code == 200
    for lesson in ("none", "\x00", "x" * 999):
        assert browser.get(ADDRESS, {"lesson": lesson}).status_code == 404


def test_what_somebody_typed_is_not_html() -> None:
    asked = parse(MADE["text"].make("typed-1"))
    attempt = attempts.begin(Learner.keep(uuid4()), "tiny", 1, 1, [asked])
    attempts.respond(attempt, asked, posted(value="<b>evil</b> **x**"))
    page = staff().get(ADDRESS).content.decode()
    assert "&lt;b&gt;evil&lt;/b&gt; **x**" in page
    assert "<b>evil" not in page


def test_it_is_limited_like_every_export(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    browser = staff()
    cache.clear()
    monkeypatch.setattr(limits, "time", SimpleNamespace(time=lambda: 1_000_020.0))
    settings.RATE_LIMITS = {"export": 1}
    assert [browser.get(ADDRESS).status_code for _ in range(2)] == [200, 429]


def told(*arguments: str) -> str:
    out = io.StringIO()
    call_command("quiz_statistics", *arguments, stdout=out)
    return out.getvalue()


def test_the_command_says_the_same_in_words_and_as_json() -> None:
    answers([question(), question("hold-2")], 40, 2)
    words = told("tiny")
    assert words.startswith("Of the 2 questions with 30 first answers") or words.startswith("To mend: ")
    assert "hold-1 rev 1: N 40, facility" in words
    assert "efficiency" in words
    file = json.loads(told("--json"))
    (first,) = [each for each in file["questions"] if each["question"] == "hold-1"]
    assert (first["n"], first["n_compared"], len(first["given"])) == (40, 40, 3)
    assert file["summary"] == words.splitlines()[0]


def test_the_command_names_the_lessons_where_there_is_no_such_one() -> None:
    with pytest.raises(CommandError, match="there are tiny"):
        told("none")
