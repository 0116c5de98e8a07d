"""Who is asking. Every room asks here, and nobody else reads the cookie."""

from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse

from learners import cookie


async def known(request: HttpRequest) -> UUID | None:
    """The learner's id; None for a stranger. There may be no row for it yet: see Learner.keep."""
    return cookie.read(request)


async def known_or_new(request: HttpRequest) -> UUID:
    """An id for whoever wants something kept. A cookie that was tampered with is a stranger's: it gets a new id."""
    return await known(request) or uuid4()


def remember(request: HttpRequest, response: HttpResponse, learner_id: UUID) -> None:
    """Once something is kept: sees to it that this browser is known again."""
    cookie.set_on(response, learner_id)


def forget(response: HttpResponse) -> None:
    cookie.delete_from(response)
