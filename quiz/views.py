"""The quiz's pages. Reading shows the learner's attempt as it stands; the two forms save an answer and begin the next
attempt. Whatever is refused is said above the same page, with everything that was answered still on it."""

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar
from urllib.parse import urlencode
from uuid import UUID

from asgiref.sync import sync_to_async
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseRedirect
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from learners import identity
from lessons import catalogue
from lessons.pages import find_lesson
from quiz import attempts, page, refusal
from quiz import pool as pools
from quiz.attempts import Sent
from quiz.page import Wanted
from quiz.pool import Pool
from quiz.refusal import Refused
from quiz.sets import PERFORMANCE
from quiz.sheet import Sheet

MOST_ATTEMPTS = 100_000  # a number past this is nobody's attempt
T = TypeVar("T")


async def pool_or_404(lesson: str, question_set: str = PERFORMANCE) -> Pool:
    found = find_lesson(catalogue.get(), lesson)
    pool = await pools.ready(found.slug)
    if pool is None or not pool.questions:
        raise Http404(f"“{found.title}” asks no questions yet.")
    return replace(pool, question_set=question_set)


def number(text: str) -> int:
    """A number that a form or an address carries; 0 for what is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0


def seen(learner_id: UUID, pool: Pool, act: Callable[[], None] | None) -> tuple[tuple[Sheet, ...], Refused | None]:
    """All the database work of a request: do what is asked, then read how things stand."""
    refused = None
    if act:
        try:
            act()
        except Refused as error:
            refused = error
    return attempts.sheets(learner_id, pool.lesson, pool.question_set), refused


async def shown(
    request: HttpRequest,
    pool: Pool,
    wanted: Wanted,
    act: Callable[[UUID], None] | None = None,
    refused: Refused | None = None,
    sealed: str = "",
    typed: QueryDict = page.NOTHING,
) -> HttpResponse:
    """The page, or for htmx the part of it that changes. A first visitor's reading asks no database."""
    known = await identity.known(request)
    # Only what is saved counts against the limits; whoever reads may do so as often as they like.
    learner_id = await identity.known_or_new(request) if act else known or identity.visitor(request)
    sheets: tuple[Sheet, ...] = ()
    if act or known:
        work = (lambda: act(learner_id)) if act else None
        sheets, refusal_met = await sync_to_async(seen)(learner_id, pool, work)
        refused = refused or refusal_met
    if not sheets:
        sheets = (attempts.first_sheet(known or identity.visitor(request), pool, sealed),)
    if act and not refused and not request.htmx:  # type: ignore[attr-defined]
        # The answer to a form that was sent is an address to read, so that reloading it sends nothing again.
        response: HttpResponse = HttpResponseRedirect(address(pool, wanted), status=303)
    else:
        template = "quiz/quiz.html#sheet" if request.htmx else "quiz/quiz.html"  # type: ignore[attr-defined]
        context = page.context(pool, sheets, wanted, refused, typed) | {"offer": "" if known else identity.offer()}
        response = render(request, template, context, status=refused.status if refused else 200)
        patch_vary_headers(response, ("HX-Request",))
    if act and not refused and not known:
        await identity.remember(request, response, learner_id)
    await identity.tidy(request, response)
    return response


def address(pool: Pool, wanted: Wanted) -> str:
    """Where an answer's feedback can be read; the fragment brings keyboard and screen reader to it."""
    plain = pool.address()
    if not wanted.question:
        return plain
    return f"{plain}?{urlencode({'attempt': wanted.attempt, 'question': wanted.question})}#quiz-said"


@never_cache
async def quiz(request: HttpRequest, lesson: str, question_set: str = PERFORMANCE) -> HttpResponse:
    pool = await pool_or_404(lesson, question_set)
    if request.method not in ("GET", "HEAD"):
        return await refused_method(request, pool, refusal.page_is_read(), "GET, HEAD")
    return await shown(request, pool, Wanted(number(request.GET.get("attempt", "")), request.GET.get("question", "")))


@never_cache
async def answer(request: HttpRequest, lesson: str, question_set: str = PERFORMANCE) -> HttpResponse:
    pool = await pool_or_404(lesson, question_set)
    if request.method != "POST":
        return await refused_method(request, pool, refusal.wrong_method(), "POST")
    attempt, question = number(request.POST.get("attempt", "")), request.POST.get("question", "")
    sent = Sent(attempt, question, request.POST.get("sealed", ""), request.POST)
    if not attempt or attempt > MOST_ATTEMPTS or not question:
        return await shown(request, pool, Wanted(attempt, question), refused=refusal.broken_form(), sealed=sent.sealed)

    def save(learner_id: UUID) -> None:
        attempts.answer(learner_id, pool, sent)

    return await shown(request, pool, Wanted(attempt, question), save, sealed=sent.sealed, typed=request.POST)


@never_cache
async def begin(request: HttpRequest, lesson: str, question_set: str = PERFORMANCE) -> HttpResponse:
    """The next attempt: what was missed, or a full one."""
    pool = await pool_or_404(lesson, question_set)
    if request.method != "POST":
        return await refused_method(request, pool, refusal.wrong_method(), "POST")
    after = number(request.POST.get("after", ""))
    if not after or after > MOST_ATTEMPTS:
        return await shown(request, pool, Wanted(), refused=refusal.broken_form())

    def begin_it(learner_id: UUID) -> None:
        attempts.begin_next(learner_id, pool, after, missed_only=request.POST.get("ask") == "missed")

    return await shown(request, pool, Wanted(), begin_it)


async def refused_method(request: HttpRequest, pool: Pool, refused: Refused, allowed: str) -> HttpResponse:
    response = await shown(request, pool, Wanted(), refused=refused)
    response["Allow"] = allowed
    return response


@require_safe
@never_cache
async def index(request: HttpRequest) -> HttpResponse:
    """Every quiz of the course, with the last result of whoever looks."""
    learner_id = await identity.known(request)
    course = [pool for slug in catalogue.get().lessons if (pool := await pools.ready(slug)) and pool.questions]
    last: dict[str, Sheet] = {}
    if learner_id:
        last = await sync_to_async(attempts.last_sheets)(learner_id)
    return render(request, "quiz/index.html", {"entries": [page.entry(pool, last.get(pool.lesson)) for pool in course]})
