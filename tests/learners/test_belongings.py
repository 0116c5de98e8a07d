"""After an erasure the whole database is searched for the learner's marks."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

import pytest
from django.core import signing
from django.db import connection
from django.utils import timezone

from lab.models import Bet, Label, Run
from lab.settings import Settings
from learners.models import Account, Learner, Session
from quiz.models import Badge, Hint
from quiz.review import preferences
from quiz.review.models import Card
from quiz.review.scheduling import due_of, fresh
from tests.learners.answers import attempt
from tests.learners.people import Browser

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("course")]
EMAIL = "ada.lovelace@example.org"


def whole_database() -> str:
    """Every value of every row of every table as text; sessions also as what they hold."""
    values: list[str] = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            for row in cursor.fetchall():
                values += [bytes(value).hex() if isinstance(value, bytes | memoryview) else str(value) for value in row]
    for session in Session.objects.all():
        values.append(json.dumps(signing.loads(session.session_data, salt="django.contrib.sessions.SessionStore")))
    return "\n".join(values).replace("-", "")  # one database writes an id with dashes, another without


def marks_of(learner_id: UUID, browser: Browser) -> list[str]:
    return [learner_id.hex, EMAIL, "lovelace", browser.session_key, "My own words"]


def busy_account() -> tuple[Browser, UUID]:
    browser = Browser()
    browser.mark("why")
    browser.sign_up(EMAIL)
    browser.mark("basics")
    learner_id = browser.learner_id
    assert learner_id
    made = attempt(learner_id, 1, "ab", asked=3)
    Hint.objects.create(attempt=made, question_id="q-2", number=1)
    Badge.objects.create(learner_id=learner_id, lesson="tiny", key="k" * 22, name="My own name")
    preferences.keep(learner_id, 7)
    state = fresh(timezone.now())
    Card.objects.create(
        learner_id=learner_id, question_id="q-0", lesson="tiny", objective="o", rev=1, state=state, due=due_of(state)
    )
    run = Run.of(Settings("sync-vs-async"), 3.0)
    run.owner_id = learner_id
    run.save()
    Label.objects.create(run=run, learner_id=learner_id, name="My own words")
    Bet.objects.create(run=run, learner_id=learner_id, value=3.0)
    browser.post("/me/password/reset/", {"email": EMAIL})
    Browser().sign_in(EMAIL)  # a second device
    return browser, learner_id


def test_the_search_finds_what_is_there() -> None:
    browser, learner_id = busy_account()
    found = whole_database()
    assert [mark for mark in marks_of(learner_id, browser) if mark not in found] == []


def test_after_export_and_erasure_nothing_of_an_account_is_in_the_database() -> None:
    browser, learner_id = busy_account()
    marks = marks_of(learner_id, browser)
    other = Browser()
    other.sign_up("bob@example.org")
    other.mark("why")
    assert json.loads(browser.get("/me/data.json").content)["account"]["email"] == EMAIL
    response = browser.post("/me/erase/", follow=True)
    assert "Everything is erased" in response.content.decode()
    found = whole_database()
    assert [mark for mark in marks if mark in found] == []
    assert not browser.signed_in
    assert "1 of 9 modes read" in other.get("/me/").content.decode()
    assert Run.objects.count() == 1  # the measurement stays; whose it was is forgotten


def test_after_erasure_nothing_of_an_anonymous_learner_is_in_the_database() -> None:
    browser = Browser()
    browser.mark("why")
    learner_id = browser.anonymous_id
    assert learner_id
    attempt(learner_id, 1, "a")
    assert learner_id.hex in whole_database()
    browser.post("/me/erase/")
    assert learner_id.hex not in whole_database()


def test_the_address_of_an_erased_account_can_sign_up_again_and_begins_anew() -> None:
    browser, learner_id = busy_account()
    browser.post("/me/erase/")
    browser.sign_up(EMAIL)
    assert "Nothing is kept yet" in browser.get("/me/").content.decode()
    assert Account.objects.get().pk != learner_id


def test_the_export_of_an_account_has_everything_but_its_password() -> None:
    browser, learner_id = busy_account()
    file: dict[str, Any] = json.loads(browser.get("/me/data.json").content)
    assert file["account"]["email"] == EMAIL
    assert len(file["account"]["signed_in_on"]) == 2
    assert file["learner"]["id"] == str(learner_id)
    assert {each["mode"] for each in file["modes_read"]} == {"why", "basics"}
    assert len(file["attempts"]) == 1
    assert file["attempts"][0]["hints"][0]["question_id"] == "q-2"
    assert [each["name"] for each in file["badges"]] == ["My own name"]
    assert file["runs"][0]["label"]["name"] == "My own words"
    assert (file["review"]["daily_limit"], [each["question"] for each in file["review"]["cards"]]) == (7, ["q-0"])
    assert "password" not in json.dumps(file)


def test_who_only_started_a_run_can_take_it_along_and_erase_it() -> None:
    browser = Browser()
    browser.mark("why")
    browser.mark("why", read="no")
    run = Run.of(Settings("sync-vs-async"), 3.0)
    run.owner_id = browser.anonymous_id
    run.save()
    assert "Download all of it" in browser.get("/me/").content.decode()
    assert json.loads(browser.get("/me/data.json").content)["runs"][0]["bet"] == 3.0
    assert "Erase everything?" in browser.get("/me/erase/").content.decode()
    browser.post("/me/erase/")
    assert Run.objects.get().owner_id is None


def test_an_account_of_which_nothing_is_kept_can_be_erased_too() -> None:
    browser = Browser()
    browser.sign_up(EMAIL)
    assert f"the account of {EMAIL}" in browser.get("/me/erase/").content.decode()
    browser.post("/me/erase/")
    assert Account.objects.count() == Session.objects.count() == Learner.objects.count() == 0


def test_every_table_that_hangs_on_the_learner_is_known_to_a_holding() -> None:
    # A new one needs a holding (learners/holdings.py) for its export and its merging, and a line in busy_account.
    hanging = {relation.related_model.__name__ for relation in Learner._meta.related_objects}
    assert hanging == {"ModeRead", "Attempt", "Run", "Label", "Bet", "Card", "Preference", "Badge"}
