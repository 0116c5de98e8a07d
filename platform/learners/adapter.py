"""Where allauth asks what this site does at sign-up, sign-in and a new password."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.http import url_has_allowed_host_and_scheme

from learners import cookie, merging, sessions
from learners.models import Account


class Adapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": "This address and this password do not belong together.",
        "email_taken": "There is an account with this address. Sign in, or ask for a new password.",
        "too_many_login_attempts": "Too many attempts failed. Wait five minutes, then try again.",
        "enter_current_password": "This is not your password.",
        "incorrect_password": "This is not your password.",
    }

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        """Signs in (which gives the session a new key) and merges, both or neither."""
        assert isinstance(user, Account)
        with transaction.atomic():
            super().login(request, user)
            sessions.introduce(request)
            if anonymous := cookie.read(request):
                merging.hand_over(anonymous, user.pk)

    def post_login(self, request: HttpRequest, user: AbstractBaseUser, **options: Any) -> HttpResponse:
        response: HttpResponse = super().post_login(request, user, **options)
        if cookie.NAME in request.COOKIES:
            cookie.delete_from(response)
        return response

    def set_password(self, user: AbstractBaseUser, password: str) -> None:
        """A new password signs all other devices out."""
        assert isinstance(user, Account)
        with transaction.atomic():
            super().set_password(user, password)
            sessions.end_all(user)

    def is_safe_url(self, url: str) -> bool:
        """`next` may lead to pages of this site, and only there."""
        return url_has_allowed_host_and_scheme(url, allowed_hosts=None)
