from types import SimpleNamespace
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client, RequestFactory

from learners import limits
from learners.limits import TooMany
from learners.models import Learner
from tests.learners.people import PASSWORD, Browser, account

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("course", "fresh")]


@pytest.fixture
def fresh(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing counted yet, at the start of a minute that does not end: a test must not meet its turn."""
    cache.clear()
    monkeypatch.setattr(limits, "time", SimpleNamespace(time=lambda: 1_000_020.0))


def test_what_is_allowed_in_a_minute_is_allowed_and_the_next_is_told_how_long_to_wait(settings: Any) -> None:
    settings.RATE_LIMITS = {"keep": 3}
    for _ in range(3):
        limits.spend("keep", "me", now=601.0)
    with pytest.raises(TooMany) as caught:
        limits.spend("keep", "me", now=602.5)
    assert caught.value.seconds == 58
    limits.spend("keep", "another", now=602.5)
    limits.spend("keep", "me", now=660.0)


def test_an_ipv6_household_is_one_address() -> None:
    requests = [RequestFactory().get("/", REMOTE_ADDR=ip) for ip in ("2001:db8::1", "2001:db8::ffff:2")]
    assert {limits.address(request) for request in requests} == {"2001:db8::"}


def test_a_forwarded_address_counts_only_behind_a_proxy(settings: Any) -> None:
    request = RequestFactory().get("/", REMOTE_ADDR="10.0.0.1", headers={"X-Forwarded-For": "192.0.2.7"})
    assert limits.address(request) == "10.0.0.1"
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    assert limits.address(request) == "192.0.2.7"


def test_who_saves_too_much_gets_a_page_that_says_so_and_nothing_is_lost(settings: Any) -> None:
    settings.RATE_LIMITS = {"keep": 2}
    browser = Browser()
    assert [browser.mark("why").status_code for _ in range(4)] == [302, 302, 302, 429]
    response = browser.mark("basics")
    assert "Too many requests" in response.content.decode()
    assert 0 < int(response["Retry-After"]) <= 60
    assert "1 of 9 modes read" in browser.get("/me/").content.decode()


def test_one_address_cannot_make_learners_without_end(settings: Any) -> None:
    settings.RATE_LIMITS = {"new-learner": 5}
    statuses = [Browser().mark("why").status_code for _ in range(8)]
    assert statuses == [302] * 5 + [429] * 3
    assert Learner.objects.count() == 5


def test_exports_are_limited(settings: Any) -> None:
    settings.RATE_LIMITS = {"export": 2}
    assert [Client().get("/me/data.json").status_code for _ in range(3)] == [200, 200, 429]


def test_guessing_a_password_is_stopped_even_where_the_right_one_comes_at_last(settings: Any) -> None:
    settings.ACCOUNT_RATE_LIMITS = {}
    account()
    for _ in range(5):
        Browser().sign_in(password="a wrong pass phrase")
    browser = Browser()
    page = browser.sign_in(password=PASSWORD).content.decode()
    assert "Too many attempts failed. Wait five minutes" in page
    assert not browser.signed_in


def test_signing_in_and_asking_for_passwords_are_limited_for_an_address(settings: Any) -> None:
    settings.ACCOUNT_RATE_LIMITS = {}
    statuses = [Browser().sign_in(f"a{n}@example.org").status_code for n in range(40)]
    assert statuses.count(429) >= 8
    asked = [Client().post("/me/password/reset/", {"email": "ada@example.org"}) for _ in range(7)]
    assert asked[-1].status_code == 429
    assert "Too many requests" in asked[-1].content.decode()
