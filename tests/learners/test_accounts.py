import re
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from learners import cookie
from learners.models import Account, Learner, ModeRead, Session
from tests.learners.answers import attempt
from tests.learners.people import LINUX, PASSWORD, PHONE, Browser, account

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("course")]


def learner_of(browser: Browser) -> Any:
    assert browser.learner_id
    return browser.learner_id


# --- signing up -------------------------------------------------------------------------------------------------------


def test_signing_up_makes_an_account_and_keeps_what_was_done_before() -> None:
    browser = Browser()
    browser.mark("why")
    attempt(learner_of(browser), 1, "ab", asked=3)
    response = browser.sign_up("Ada@Example.org")
    assert (response.status_code, response["Location"]) == (302, "/me/")
    assert Account.objects.get().email == "ada@example.org"
    assert not browser.holds(cookie.NAME)
    page = browser.get("/me/").content.decode()
    assert "Signed in as ada@example.org" in page
    assert "1 of 9 modes read" in page
    assert "1 of 3 right" in page
    assert Learner.objects.get().pk == Account.objects.get().pk


def test_signing_up_needs_no_mail(mailoutbox: list[Any]) -> None:
    Browser().sign_up()
    assert mailoutbox == []


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"email": "", "password1": PASSWORD}, "This field is required."),
        ({"email": "nonsense", "password1": PASSWORD}, "Enter a valid email address."),
        ({"email": "a" * 5000 + "@example.org", "password1": PASSWORD}, "Enter a valid email address."),
        ({"email": "a\x00@example.org", "password1": PASSWORD}, "Null characters are not allowed."),
        ({"email": "bob@example.org", "password1": "short"}, "It must contain at least 10 characters."),
        ({"email": "bob@example.org", "password1": "password12"}, "too common"),
        ({"email": "bob.jones@example.org", "password1": "bob.jones@example"}, "too similar"),
        ({"email": "bob@example.org"}, "This field is required."),
        ({"email": "ADA@example.org", "password1": PASSWORD}, "There is an account with this address."),
        ({}, "This field is required."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(sent: dict[str, str], words: str) -> None:
    account()
    browser = Browser()
    browser.mark("why")
    response = browser.post("/me/sign-up/", sent)
    assert response.status_code == 200
    assert words in response.content.decode()
    assert Account.objects.count() == 1
    assert "1 of 9 modes read" in browser.get("/me/").content.decode()


# --- signing in and out -----------------------------------------------------------------------------------------------


def test_signing_in_on_a_second_device_brings_both_together() -> None:
    desk, phone = Browser(), Browser()
    desk.mark("why")
    desk.sign_up()
    phone.mark("basics")
    phone.sign_in()
    for browser in (desk, phone):
        assert "2 of 9 modes read" in browser.get("/me/").content.decode()
    assert Learner.objects.count() == 1


def test_signed_in_no_second_cookie_is_needed() -> None:
    browser = Browser()
    browser.sign_up()
    assert cookie.NAME not in browser.mark("why").cookies
    assert ModeRead.objects.get().learner_id == Account.objects.get().pk


def test_what_another_tab_kept_while_this_one_signed_in_is_not_left_behind() -> None:
    browser = Browser()
    browser.mark("why")
    late = browser.cookies[cookie.NAME].value
    browser.sign_up()
    tab = Browser()
    tab.cookies[cookie.NAME] = late
    tab.mark("basics")
    browser.cookies[cookie.NAME] = late
    response = browser.get("/me/")
    assert "2 of 9 modes read" in response.content.decode()
    assert response.cookies[cookie.NAME].value == ""


def test_signing_out_leaves_a_stranger_and_the_account_as_it_was() -> None:
    browser = Browser()
    browser.sign_up()
    browser.mark("why")
    assert "Sign out?" in browser.get("/me/sign-out/").content.decode()
    assert browser.signed_in
    browser.sign_out()
    assert not browser.signed_in
    assert "Nothing is kept yet" in browser.get("/me/").content.decode()
    assert not Session.objects.exists()
    browser.sign_in()
    assert "1 of 9 modes read" in browser.get("/me/").content.decode()


def test_a_wrong_password_and_an_unknown_address_get_the_same_words() -> None:
    account()
    pages = [
        Browser().sign_in(password="wrong password").content.decode(),
        Browser().sign_in("nobody@example.org").content.decode(),
    ]
    assert all("This address and this password do not belong together." in page for page in pages)


def test_a_closed_account_cannot_sign_in() -> None:
    account(is_active=False)
    browser = Browser()
    browser.sign_in()
    assert not browser.signed_in


def test_an_account_of_the_staff_is_made_by_a_command() -> None:
    made = Account.objects.create_superuser("boss@example.org", PASSWORD)
    assert made.is_staff
    assert not account().is_staff


@pytest.mark.django_db(transaction=True)
async def test_an_account_works_on_the_event_loop() -> None:
    from django.test import AsyncClient

    client = AsyncClient()
    assert (await client.post("/me/sign-up/", {"email": "ada@example.org", "password1": PASSWORD})).status_code == 302
    assert (await client.post("/me/path/tiny/", {"mode": "why"})).status_code == 302
    assert "Signed in as" in (await client.get("/me/")).content.decode()
    assert (await client.post("/me/devices/end/", {"session": "others"})).status_code == 302
    assert (await client.post("/me/erase/")).status_code == 302
    assert await Account.objects.acount() == await Session.objects.acount() == 0


@pytest.mark.django_db(transaction=True)
async def test_a_session_that_is_saved_on_the_event_loop_knows_its_account_too() -> None:
    from asgiref.sync import sync_to_async
    from django.test import AsyncClient

    made = await sync_to_async(account)()
    await AsyncClient().aforce_login(made)
    assert (await Session.objects.aget()).account_id == made.pk


# --- devices ----------------------------------------------------------------------------------------------------------


def two_devices() -> tuple[Browser, Browser]:
    account()
    desk, phone = Browser(headers={"User-Agent": LINUX}), Browser(headers={"User-Agent": PHONE})
    desk.sign_in()
    phone.sign_in()
    return desk, phone


def test_the_devices_that_are_signed_in_are_listed_by_name_and_without_their_keys() -> None:
    desk, phone = two_devices()
    page = desk.get("/me/").content.decode()
    assert page.index("Firefox on Linux") < page.index("Safari on iPhone")
    assert "this device" in page
    assert desk.session_key not in page
    assert phone.session_key not in page


def test_another_device_can_be_signed_out() -> None:
    desk, phone = two_devices()
    (handle,) = re.findall(r'name="session" value="([0-9a-f]{32})"', desk.get("/me/").content.decode())
    desk.post("/me/devices/end/", {"session": handle})
    assert desk.signed_in
    assert not phone.signed_in


def test_all_other_devices_can_be_signed_out() -> None:
    desk, phone = two_devices()
    phone.post("/me/devices/end/", {"session": "others"})
    assert phone.signed_in
    assert not desk.signed_in


@pytest.mark.parametrize("handle", ["", "x" * 5000, "\x00", "0" * 32])
def test_a_device_that_is_not_there_ends_nothing(handle: str) -> None:
    desk, phone = two_devices()
    assert desk.post("/me/devices/end/", {"session": handle}).status_code == 302
    assert desk.signed_in
    assert phone.signed_in


def test_nobody_ends_anothers_session() -> None:
    desk, _ = two_devices()
    account("eve@example.org")
    eve = Browser()
    eve.sign_in("eve@example.org")
    for session in Session.objects.all():
        eve.post("/me/devices/end/", {"session": session.handle})
    assert desk.signed_in
    stranger = Browser()
    assert stranger.post("/me/devices/end/", {"session": "others"})["Location"].startswith("/me/sign-in/")
    assert desk.signed_in


# --- what anonymous readers pay ---------------------------------------------------------------------------------------


def test_a_stranger_who_looks_at_the_forms_gets_no_session() -> None:
    browser = Browser()
    for path in ("/me/sign-up/", "/me/sign-in/", "/me/password/reset/", "/me/"):
        assert browser.get(path).status_code == 200
    assert settings.SESSION_COOKIE_NAME not in browser.cookies
    assert not Session.objects.exists()


def test_a_reading_page_touches_neither_session_nor_database_even_when_signed_in(
    django_assert_num_queries: Any,
) -> None:
    browser = Browser()
    browser.sign_up()
    with django_assert_num_queries(0):
        response = browser.get("/lessons/tiny/why/")
    assert response.status_code == 200
    assert "Cookie" not in response.get("Vary", "")
    assert response.cookies == {}


def test_an_old_cookie_of_somebody_signed_in_costs_no_write_on_a_page() -> None:
    browser = Browser()
    browser.mark("why")
    old = browser.cookies[cookie.NAME].value
    browser.sign_up()
    browser.cookies[cookie.NAME] = old
    with CaptureQueriesContext(connection) as asked:
        assert browser.get("/quiz/tiny/").status_code == 200
    assert [each["sql"] for each in asked if not each["sql"].startswith(("SELECT", "SAVEPOINT", "RELEASE"))] == []
    assert browser.cookies[cookie.NAME].value == "", "and it is dropped"
