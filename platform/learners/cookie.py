"""The signed cookie by which an anonymous learner is known again. It holds a random id and nothing else."""

from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse

NAME = "learner"
SALT = "learners.cookie"
YEAR = 365 * 24 * 3600  # seconds


def read(request: HttpRequest) -> UUID | None:
    """The learner's id; None without a cookie, or with one that this site has not signed."""
    value = request.get_signed_cookie(NAME, default=None, salt=SALT)
    try:
        return UUID(value) if value else None
    except ValueError:
        return None


def set_on(response: HttpResponse, learner_id: UUID) -> None:
    response.set_signed_cookie(
        NAME, str(learner_id), salt=SALT, max_age=YEAR, httponly=True, samesite="Lax", secure=settings.HTTPS
    )


def delete_from(response: HttpResponse) -> None:
    response.delete_cookie(NAME, samesite="Lax")
