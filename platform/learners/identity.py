"""Who is asking. Every room asks here, and nobody else reads the cookies.

A learner is known by the account that is signed in, or else by the signed cookie. Where there is no session's cookie,
and so for every anonymous reader, no session is touched and no database asked.
"""

from uuid import UUID, uuid4

from asgiref.sync import sync_to_async
from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.utils.crypto import salted_hmac

from learners import cookie, limits, merging
from learners.models import Account

OFFER = "newcomer"  # the name of a form's field
SALT = "learners.newcomer"


def offer() -> str:
    """For the forms of a page that a stranger reads: who they will be, once something is kept. So the two requests of a
    double click are of one learner, although reading the page left no cookie."""
    return signing.dumps(uuid4().hex, salt=SALT)


def offered(value: str) -> UUID | None:
    try:
        return UUID(signing.loads(value, salt=SALT))
    except (signing.BadSignature, ValueError, TypeError, AttributeError):
        return None


async def account(request: HttpRequest) -> Account | None:
    """The account that is signed in."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return None
    user = await request.auser()
    return user if isinstance(user, Account) else None


async def known(request: HttpRequest) -> UUID | None:
    """The learner's id; None for a stranger. There may be no row for it yet: see Learner.keep."""
    signed_in = await account(request)
    anonymous = cookie.read(request)
    if signed_in is None:
        return anonymous
    if anonymous:
        # Something was kept in another tab while this browser signed in: it is not left behind.
        await sync_to_async(merging.hand_over)(anonymous, signed_in.pk)
    return signed_in.pk


async def known_or_new(request: HttpRequest) -> UUID:
    """An id for whoever wants something kept. A cookie that was tampered with is a stranger's: it gets a new id.

    Raises limits.TooMany.
    """
    learner_id = await known(request)
    if learner_id is None:
        await sync_to_async(limits.spend)("new-learner", limits.address(request))
        return offered(request.POST.get(OFFER, "")) or uuid4()
    await sync_to_async(limits.spend)("keep", str(learner_id))
    return learner_id


async def tidy(request: HttpRequest, response: HttpResponse) -> None:
    """Whoever is signed in needs no cookie of a stranger: what it named was handed over when they were asked for."""
    if cookie.NAME in request.COOKIES and await account(request):
        cookie.delete_from(response)


def visitor(request: HttpRequest) -> UUID:
    """Tells the browsers of strangers apart while nothing is kept of them, by the secret that guards their forms. It is
    nobody's id: it makes a drawing stay the same when the page is read again."""
    get_token(request)
    return UUID(salted_hmac(SALT, request.META["CSRF_COOKIE"], algorithm="sha256").hexdigest()[:32])


async def remember(request: HttpRequest, response: HttpResponse, learner_id: UUID) -> None:
    """Once something is kept: sees to it that this browser is known again. A session needs no second cookie."""
    if await account(request) is None:
        cookie.set_on(response, learner_id)
    elif cookie.NAME in request.COOKIES:
        cookie.delete_from(response)
