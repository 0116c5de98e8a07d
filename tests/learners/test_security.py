"""What others try: to fix a session, to come back with an old cookie, to lead somebody away, to send their form."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings

from learners import cookie
from learners.models import Account, Learner, Session
from tests.learners.people import PASSWORD, Browser, account

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("course")]


def test_a_session_that_was_planted_before_is_not_the_one_after_signing_in() -> None:
    account()
    planted = "a" * 32
    victim, attacker = Browser(), Browser()
    for browser in (victim, attacker):
        browser.cookies[settings.SESSION_COOKIE_NAME] = planted
    victim.sign_in()
    assert victim.session_key != planted
    assert victim.signed_in
    assert not attacker.signed_in


def test_the_key_of_a_session_changes_when_somebody_signs_in_over_it() -> None:
    account()
    browser = Browser()
    browser.get("/me/password/reset/abc-def/")  # a session of nobody's
    before = browser.session_key if browser.holds(settings.SESSION_COOKIE_NAME) else ""
    browser.sign_in()
    assert browser.session_key != before
    assert not Session.objects.filter(session_key=before).exists()


def test_the_key_changes_with_the_account() -> None:
    account()
    account("bob@example.org")
    browser = Browser()
    browser.sign_in()
    first = browser.session_key
    browser.sign_out()
    browser.sign_in("bob@example.org")
    assert browser.session_key != first
    assert Session.objects.count() == 1


def test_the_token_of_forms_changes_at_sign_in() -> None:
    account()
    browser = Browser(enforce_csrf_checks=True)
    browser.get("/me/sign-in/")
    token = browser.cookies[settings.CSRF_COOKIE_NAME].value
    browser.sign_in(csrfmiddlewaretoken=token)
    assert browser.signed_in
    assert browser.cookies[settings.CSRF_COOKIE_NAME].value != token


def test_an_old_cookie_opens_nothing_of_an_account() -> None:
    browser = Browser()
    browser.mark("why")
    old = browser.cookies[cookie.NAME].value
    browser.sign_up()
    browser.mark("basics")
    thief = Browser()
    thief.cookies[cookie.NAME] = old
    assert "Nothing is kept yet" in thief.get("/me/").content.decode()
    thief.post("/me/erase/")
    assert "2 of 9 modes read" in browser.get("/me/").content.decode()


def test_the_id_of_an_account_is_in_no_cookie() -> None:
    browser = Browser()
    browser.mark("why")
    browser.sign_up()
    browser.mark("basics")
    learner_id = Account.objects.get().pk
    for value in browser.cookies.values():
        assert learner_id.hex not in value.value.replace("-", "")


def test_the_cookies_are_not_for_scripts_and_not_for_other_sites() -> None:
    browser = Browser()
    browser.mark("why")
    browser.sign_up()
    for name in (cookie.NAME, settings.SESSION_COOKIE_NAME):
        assert browser.cookies[name]["samesite"] == "Lax"
    assert browser.cookies[settings.SESSION_COOKIE_NAME]["httponly"]


AWAY = [
    "https://evil.example/",
    "//evil.example/",
    "/\\evil.example/",
    "\\\\evil.example",
    "https:evil.example",
    "http:///evil.example",
    "javascript:alert(1)",
    " //evil.example",
    "https://testserver@evil.example/",
    "https://localhost/elsewhere",
    "/\t/evil.example",
]


@pytest.mark.parametrize("there", AWAY)
def test_next_never_leads_away_from_the_site(there: str) -> None:
    account()
    for path, sent in (
        ("/me/sign-in/", {"login": "ada@example.org", "password": PASSWORD}),
        ("/me/sign-up/", {"email": "bob@example.org", "password1": PASSWORD}),
    ):
        for form in ({**sent, "next": there}, sent):
            browser = Browser()
            query = {} if "next" in form else {"query_params": {"next": there}}
            response = browser.post(path, form, **query)
            assert (response.status_code, response["Location"]) == (302, "/me/"), (path, form)
            # Whoever is signed in already is led on at once.
            assert browser.get(path, {"next": there})["Location"] == "/me/"
            Account.objects.filter(email="bob@example.org").delete()
    assert Browser().post("/me/sign-out/", {"next": there})["Location"] == "/me/"


def test_next_leads_back_to_where_one_was() -> None:
    account()
    assert Browser().sign_in(next="/lessons/tiny/why/")["Location"] == "/lessons/tiny/why/"
    page = Browser().get("/me/sign-in/?next=/lessons/tiny/why/").content.decode()
    assert 'name="next" value="/lessons/tiny/why/"' in page


def test_markup_in_next_is_shown_as_text() -> None:
    page = Browser().get("/me/sign-in/", {"next": '"><script>alert(1)</script>'}).content.decode()
    assert "<script>alert" not in page


@pytest.mark.parametrize(
    ("path", "sent"),
    [
        ("/me/sign-in/", {"login": "ada@example.org", "password": PASSWORD}),
        ("/me/sign-up/", {"email": "bob@example.org", "password1": PASSWORD}),
        ("/me/sign-out/", {}),
        ("/me/password/", {"oldpassword": PASSWORD, "password1": "another pass phrase"}),
        ("/me/password/reset/", {"email": "ada@example.org"}),
        ("/me/devices/end/", {"session": "others"}),
        ("/me/erase/", {}),
        ("/me/path/tiny/", {"mode": "why"}),
    ],
)
def test_a_form_from_elsewhere_does_nothing(path: str, sent: dict[str, Any]) -> None:
    account()
    browser = Browser(enforce_csrf_checks=True)
    browser.force_login(Account.objects.get())
    response = browser.post(path, sent)
    assert response.status_code == 403
    assert "This form has expired" in response.content.decode()
    assert browser.signed_in
    assert Account.objects.count() == 1
    assert Account.objects.get().check_password(PASSWORD)
    assert not Learner.objects.exists()


def test_an_ended_session_keeps_nothing_and_shows_nothing() -> None:
    browser = Browser()
    browser.sign_up()
    browser.mark("why")
    Session.objects.all().delete()
    assert "Nothing is kept yet" in browser.get("/me/").content.decode()
    assert '"learner": null' in browser.get("/me/data.json").content.decode()
    browser.post("/me/erase/")
    assert Account.objects.exists()


@pytest.mark.parametrize("key", ["", "x", "\x00", "../../etc/passwd", "a" * 5000, "'; DROP TABLE learners_session; --"])
def test_a_session_cookie_of_nonsense_is_a_strangers(key: str) -> None:
    browser = Browser()
    browser.cookies[settings.SESSION_COOKIE_NAME] = key
    assert browser.get("/me/").status_code == 200
    assert not browser.signed_in
    assert browser.mark("why").status_code == 302
