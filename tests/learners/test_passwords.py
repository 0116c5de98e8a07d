"""Passwords that are forgotten or changed."""

import re
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from tests.learners.people import PASSWORD, Browser, account
from tests.learners.test_accounts import two_devices

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("course")]


def reset_link() -> str:
    (sent,) = mail.outbox
    assert sent.to == ["ada@example.org"]
    (link,) = re.findall(r"http://testserver(/me/password/reset/\S+)", str(sent.body))
    return str(link)


def test_a_forgotten_password_is_replaced_by_a_link_and_every_device_is_signed_out() -> None:
    desk, phone = two_devices()
    browser = Browser()
    assert (
        "Look into your mail"
        in browser.post("/me/password/reset/", {"email": "ada@example.org"}, follow=True).content.decode()
    )
    page = browser.get(reset_link(), follow=True)
    response = browser.post(page.redirect_chain[-1][0], {"password1": "another pass phrase"}, follow=True)
    assert "The new password is saved" in response.content.decode()
    assert not desk.signed_in
    assert not phone.signed_in
    browser.sign_in()
    assert not browser.signed_in
    browser.sign_in(password="another pass phrase")
    assert browser.signed_in


def test_a_link_is_good_once_and_not_when_it_is_changed() -> None:
    account()
    browser = Browser()
    browser.post("/me/password/reset/", {"email": "ada@example.org"})
    link = reset_link()
    for wrong in (link[:-2] + "x/", "/me/password/reset/zzz-abc/", f"/me/password/reset/{'9' * 300}-x/"):
        assert "no longer good" in Browser().get(wrong, follow=True).content.decode()
    page = browser.get(link, follow=True)
    browser.post(page.redirect_chain[-1][0], {"password1": "another pass phrase"})
    assert "no longer good" in Browser().get(link, follow=True).content.decode()


def test_an_unknown_address_gets_the_same_page_and_no_mail(mailoutbox: list[Any]) -> None:
    response = Browser().post("/me/password/reset/", {"email": "nobody@example.org"}, follow=True)
    assert "Look into your mail" in response.content.decode()
    assert mailoutbox == []


def test_changing_the_password_keeps_this_device_and_signs_out_the_others() -> None:
    desk, phone = two_devices()
    wrong = desk.post("/me/password/", {"oldpassword": "wrong", "password1": "another pass phrase"})
    assert "This is not your password." in wrong.content.decode()
    desk.post("/me/password/", {"oldpassword": PASSWORD, "password1": "another pass phrase"})
    assert desk.signed_in
    assert not phone.signed_in
    page = desk.get("/me/").content.decode()
    assert "Firefox on Linux" in page
    assert "Safari on iPhone" not in page


def test_a_strangers_password_page_leads_to_signing_in() -> None:
    response = Client().get("/me/password/")
    assert response["Location"] == "/me/sign-in/?next=/me/password/"
