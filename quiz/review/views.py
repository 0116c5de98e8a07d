"""The pages of the reviews: one question that is due at a time, its answer, and how things stand. Like the quiz, they
work as forms without JavaScript; whatever is refused is said above the same page."""

from collections.abc import Callable
from datetime import datetime, tzinfo
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from asgiref.sync import sync_to_async
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from learners import identity, limits, zone
from quiz import pool as pools
from quiz import refusal as quiz_refusal
from quiz.page import NOTHING
from quiz.refusal import Refused
from quiz.review import anki, answers, cards, page, preferences, refusal
from quiz.review.answers import AlreadyAnswered, Sent
from quiz.review.models import Card
from quiz.review.page import Wanted
from quiz.review.standing import Standing, asked_now, standing
from quiz.views import number

NOTHING_WANTED = Wanted()
Act = Callable[[UUID], Wanted]


def key_of(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def seen(
    learner_id: UUID | None,
    act: Act | None,
    wanted: Wanted,
    refused: Refused | None,
    now: datetime,
    clock: tzinfo,
    typed: QueryDict,
) -> tuple[dict[str, Any], Wanted]:
    """All the work of a request, in one thread: do what is asked, then read how things stand."""
    if act and learner_id:
        try:
            wanted, typed = act(learner_id), NOTHING
        except AlreadyAnswered as error:
            wanted, refused = Wanted(error.review.key), error
        except Refused as error:
            refused = error
    now = max(now, timezone.now())  # what was just answered was not answered in the future
    stands = standing(learner_id, now, clock)
    told = asked = None
    if learner_id and wanted.told:
        review = answers.found(learner_id, wanted.told)
        if review and (pool := pools.pool(review.card.lesson)):
            told = page.told(review, pool, cards.last_review(learner_id), now, clock)
    if learner_id and told is None:
        asked = first_asked(learner_id, stands, wanted, typed)
    return page.context(stands, asked, told, refused, now, clock), wanted


def first_asked(learner_id: UUID, stands: Standing, wanted: Wanted, typed: QueryDict) -> page.Ask | None:
    """The wanted question, if it is due, or the first of the queue that the course can ask."""
    due = [card.question for card in stands.due if card.question == wanted.question]
    for name in [*due, *(card.question for card in stands.queue)]:
        card = Card.objects.filter(learner_id=learner_id, question_id=name).first()  # erased a moment ago, it is None
        if card and (asked := asked_now(card)):
            mine = name == wanted.question
            return page.ask(card, asked, wanted.hints if mine else 0, typed if mine else NOTHING)
    return None


async def shown(
    request: HttpRequest,
    wanted: Wanted = NOTHING_WANTED,
    act: Act | None = None,
    refused: Refused | None = None,
    typed: QueryDict = NOTHING,
) -> HttpResponse:
    """The page, or for htmx the part of it that changes. A stranger's reading asks no database, and writes nothing."""
    learner_id = await identity.known(request)
    if act and learner_id:
        await identity.known_or_new(request)  # counts against the limits
    elif act:
        refused = refused or refusal.no_such_card()
    now, clock = timezone.now(), zone.of(request)
    context, wanted = await sync_to_async(seen)(learner_id, act, wanted, refused, now, clock, typed)
    refused = context["refused"]
    if act and not refused and not request.htmx:  # type: ignore[attr-defined]
        response: HttpResponse = HttpResponseRedirect(address(wanted), status=303)
    else:
        template = "quiz/review/review.html#sheet" if request.htmx else "quiz/review/review.html"  # type: ignore[attr-defined]
        context["zone"] = zone.name_of(request)
        response = render(request, template, context, status=refused.status if refused else 200)
        patch_vary_headers(response, ("HX-Request",))
    if learner_id:
        await identity.remember(request, response, learner_id)
    return response


def address(wanted: Wanted) -> str:
    plain = reverse("review:index")
    if wanted.told:
        return f"{plain}?{urlencode({'told': wanted.told})}#quiz-said"
    return f"{plain}?{urlencode({'question': wanted.question})}" if wanted.question else plain


@never_cache
async def index(request: HttpRequest) -> HttpResponse:
    if request.method not in ("GET", "HEAD"):
        return await refused_method(request, quiz_refusal.page_is_read(), "GET, HEAD")
    get = request.GET
    return await shown(
        request, Wanted(key_of(get.get("told", "")), get.get("question", ""), number(get.get("hints", "")))
    )


@never_cache
async def answer(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return await refused_method(request, refusal.wrong_method(), "POST")
    post = request.POST
    hints = number(post.get("hints", ""))
    sent = Sent(post.get("question", ""), number(post.get("rev", "")), number(post.get("turn", "")), hints, post)
    wanted = Wanted(None, sent.question, hints)
    # PostgreSQL cannot be asked for what is no text of its own, such as a zero byte.
    if not sent.question.isprintable() or not sent.question or not sent.rev or not post.get("turn", "").isdecimal():
        return await shown(request, wanted, refused=quiz_refusal.broken_form())

    def save(learner_id: UUID) -> Wanted:
        card = Card.objects.filter(learner_id=learner_id, question_id=sent.question).first()
        review = answers.answer(learner_id, asked_now(card) if card else None, sent)
        return Wanted(review.key)

    return await shown(request, wanted, save, typed=post)


@never_cache
async def undo(request: HttpRequest) -> HttpResponse:
    """Takes the last grade back; its question is asked again."""
    if request.method != "POST":
        return await refused_method(request, refusal.wrong_method(), "POST")
    key = key_of(request.POST.get("review", ""))
    if key is None:
        return await shown(request, refused=quiz_refusal.broken_form())

    def take_back(learner_id: UUID) -> Wanted:
        return Wanted(None, cards.undo(learner_id, key).question_id)

    return await shown(request, act=take_back)


@never_cache
async def prefer(request: HttpRequest) -> HttpResponse:
    """The daily limit, and the time zone where the browser cannot say it."""
    if request.method != "POST":
        return await refused_method(request, refusal.wrong_method(), "POST")
    limit, name = number(request.POST.get("limit", "")), request.POST.get("zone", "").strip()
    if not preferences.LEAST <= limit <= preferences.MOST:
        return await shown(request, refused=refusal.wrong_limit())
    if zone.named(name) is None:
        return await shown(request, refused=refusal.wrong_zone())

    def keep(learner_id: UUID) -> Wanted:
        preferences.keep(learner_id, limit)
        return Wanted()

    response = await shown(request, act=keep)
    if response.status_code < 400:
        zone.set_on(response, name)
    return response


@require_safe
@never_cache
async def anki_deck(request: HttpRequest) -> HttpResponse:
    """What the learner has ever missed as a deck for Anki; `?cards=all`: every question that was answered. The deck of
    a stranger is empty."""
    learner_id = await identity.known(request)
    everything = request.GET.get("cards") == "all"

    def made() -> bytes:
        limits.spend("export", str(learner_id or limits.address(request)))
        wanted = cards.answered_cards(learner_id, missed_only=not everything) if learner_id else ()
        return anki.deck([asked for card in wanted if (asked := asked_now(card))], timezone.now())

    response = HttpResponse(await sync_to_async(made)(), content_type="application/octet-stream")
    response["Content-Disposition"] = 'attachment; filename="firstbyte.apkg"'
    return response


async def refused_method(request: HttpRequest, refused: Refused, allowed: str) -> HttpResponse:
    response = await shown(request, refused=refused)
    response["Allow"] = allowed
    return response
