"""Whatever is sent to the learner's forms: an answer with words, never a failure, and nothing half written."""

from __future__ import annotations

from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings as site
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from learners import cookie
from learners.models import Account, Learner, ModeRead, Session
from tests.learners.people import PASSWORD, Browser

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.usefixtures("course")]

FORMS: dict[str, tuple[str, ...]] = {
    "/me/sign-up/": ("email", "password1", "next"),
    "/me/sign-in/": ("login", "password", "next"),
    "/me/sign-out/": ("next",),
    "/me/password/": ("oldpassword", "password1"),
    "/me/password/reset/": ("email",),
    "/me/password/reset/abc-set-password/": ("password1",),
    "/me/devices/end/": ("session",),
    "/me/path/tiny/": ("mode", "read"),
    "/me/erase/": ("anything",),
}
PAGES = ("/me/", "/me/answers/", "/me/path/tiny/", "/me/data.json", "/me/erase/", "/me/sign-in/", "/me/sign-up/")
NASTY = ["", "\x00", "why", "yes", "no", "others", "ada@example.org", PASSWORD, "//evil.example", "/\r\nX: y"]
TEXTS = st.one_of(
    st.text(max_size=40),
    st.sampled_from(NASTY),
    st.sampled_from(["a", "é", "-1", "%", "'", "<", "{{"]).map(lambda text: text * 3000),
)
COOKIES = st.text(st.characters(max_codepoint=255), max_size=80)  # what a header can carry
EVERY = {"deadline": None, "suppress_health_check": [HealthCheck.function_scoped_fixture]}


@pytest.fixture
def visitor() -> Browser:
    """One for all cases: making a client takes longer than a case."""
    return Browser()


@given(path=st.sampled_from(sorted(FORMS)), data=st.data(), signed_in=st.booleans())
@settings(max_examples=500, **EVERY)
def test_no_form_fails_whatever_is_in_it(visitor: Browser, path: str, data: st.DataObject, signed_in: bool) -> None:
    visitor.cookies.clear()
    if signed_in:
        Account.objects.filter(email="fuzz@example.org").delete()
        visitor.sign_up("fuzz@example.org")
    sent = {name: data.draw(TEXTS, label=name) for name in FORMS[path] if data.draw(st.booleans())}
    response = visitor.post(path, sent)
    assert response.status_code in (200, 302, 404), (path, sent)
    assert "evil.example" not in response.get("Location", "")
    assert "\n" not in response.get("Location", "")
    assert Account.objects.count() == EmailAddress.objects.count()
    assert not ModeRead.objects.exclude(mode="why").exists()
    assert not Session.objects.filter(account=None).exists()


@given(path=st.sampled_from(PAGES), one=COOKIES, other=COOKIES, query=TEXTS)
@settings(max_examples=300, **EVERY)
def test_no_page_fails_whatever_the_cookies_and_the_address_say(
    visitor: Browser, path: str, one: str, other: str, query: str
) -> None:
    visitor.cookies.clear()
    visitor.cookies[cookie.NAME] = one
    visitor.cookies[site.SESSION_COOKIE_NAME] = other
    response: Any = visitor.get(path, {"mode": query, "page": query, "next": query})
    assert response.status_code == 200
    assert not Learner.objects.exists()
