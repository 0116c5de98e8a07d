"""Someone in front of the site: a browser with its cookies, and what they do there."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.test import Client

from learners import cookie
from learners.models import Account

PASSWORD = "a long pass phrase"
LINUX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile/15E148 Safari/604.1"


class Browser(Client):
    """A test client that knows its learner."""

    def mark(self, mode: str, read: str = "yes", **options: Any) -> Any:
        return self.post(f"/me/path/tiny/?mode={mode}", {"mode": mode, "read": read}, **options)

    def be_known(self) -> None:
        """From here on this browser has a learner, of whom nothing is kept."""
        self.mark("why")
        self.mark("why", read="no")

    def sign_up(self, email: str = "ada@example.org", password: str = PASSWORD, **more: Any) -> Any:
        return self.post("/me/sign-up/", {"email": email, "password1": password, **more})

    def sign_in(self, email: str = "ada@example.org", password: str = PASSWORD, **more: Any) -> Any:
        return self.post("/me/sign-in/", {"login": email, "password": password, **more})

    def sign_out(self) -> Any:
        return self.post("/me/sign-out/")

    def holds(self, name: str) -> bool:
        return name in self.cookies and self.cookies[name].value != ""

    @property
    def signed_in(self) -> bool:
        return "Signed in as" in self.get("/me/").content.decode()

    @property
    def session_key(self) -> str:
        return self.cookies[settings.SESSION_COOKIE_NAME].value

    @property
    def anonymous_id(self) -> UUID | None:
        return UUID(self.cookies[cookie.NAME].value.partition(":")[0]) if self.holds(cookie.NAME) else None

    @property
    def learner_id(self) -> UUID | None:
        if self.holds(settings.SESSION_COOKIE_NAME) and "_auth_user_id" in self.session:
            return UUID(self.session["_auth_user_id"])
        return self.anonymous_id


def account(email: str = "ada@example.org", **fields: Any) -> Account:
    return Account.objects.create_user(email, PASSWORD, **fields)
