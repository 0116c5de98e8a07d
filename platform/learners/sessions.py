"""The session engine: Django's own in the database, with the account beside the data (SESSION_ENGINE names it).

A session exists for whoever is signed in, and for nobody else who only looks: no page of the site touches it before.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.contrib.sessions.base_session import AbstractBaseSession
from django.http import HttpRequest
from django.utils import timezone

from learners.devices import device
from learners.models import Account, Session

DEVICE, SINCE = "device", "since"  # what a session says of itself to its owner


class SessionStore(DatabaseStore):
    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        return owned(super().create_model_instance(data), data)

    async def acreate_model_instance(self, data: dict[str, Any]) -> Session:
        return owned(await super().acreate_model_instance(data), data)


def owned(session: AbstractBaseSession, data: dict[str, Any]) -> Session:
    """The session with whoever its data says is signed in."""
    assert isinstance(session, Session)
    session.account_id = UUID(data[SESSION_KEY]) if SESSION_KEY in data else None
    return session


def introduce(request: HttpRequest) -> None:
    """At sign-in: lets the session say which device it is on."""
    request.session[DEVICE] = device(request.headers.get("User-Agent", ""))
    request.session[SINCE] = timezone.now().isoformat()


class Device:
    """A session as its owner sees it; `handle` names it in a form."""

    def __init__(self, session: Session, here: str | None) -> None:
        data = session.get_decoded()
        self.handle = session.handle
        self.name: str = data.get(DEVICE, "An unknown browser")
        self.since = datetime.fromisoformat(data[SINCE]) if SINCE in data else None
        self.here = session.session_key == here


def living(account: Account) -> list[Session]:
    return list(Session.objects.filter(account=account, expire_date__gt=timezone.now()))


def devices(account: Account, here: str | None) -> list[Device]:
    """This one first, then the newest."""
    found = [Device(session, here) for session in living(account)]
    return sorted(found, key=lambda each: (each.here, each.since or account.created), reverse=True)


def end(account: Account, handle: str) -> None:
    """Ends the account's session of that handle, if there is one: whoever held it is signed out."""
    keys = [session.session_key for session in living(account) if session.handle == handle]
    Session.objects.filter(account=account, session_key__in=keys).delete()


def end_all(account: Account, but: str | None = None) -> None:
    Session.objects.filter(account=account).exclude(session_key=but).delete()
