"""The learner's time zone, by which a day begins and ends: the browser says it in a cookie, or its owner in a form."""

from datetime import UTC, tzinfo
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse

from learners.cookie import YEAR

NAME = "zone"
LONGEST = 64  # characters of a zone's name


def named(name: str) -> tzinfo | None:
    """None for what is no zone's name. It comes from anybody: ZoneInfo itself refuses names that leave its folder."""
    if not name or len(name) > LONGEST or not name.isascii():
        return None
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, KeyError):  # a broken name, a folder's name, and ZoneInfoNotFoundError
        return None


def name_of(request: HttpRequest) -> str:
    """UTC without a cookie, and with one that names no zone."""
    name = request.COOKIES.get(NAME, "").replace("%2F", "/")
    return name if named(name) else "UTC"


def of(request: HttpRequest) -> tzinfo:
    return named(name_of(request)) or UTC


def set_on(response: HttpResponse, name: str) -> None:
    """The browser may read it: it says nothing that the browser does not know."""
    response.set_cookie(NAME, name, max_age=YEAR, samesite="Lax")
