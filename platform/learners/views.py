"""The learner's own pages. They are never cached, and a stranger who only looks leaves nothing behind."""

from typing import Any
from uuid import UUID

from asgiref.sync import sync_to_async
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from learners import belongings, cookie, identity, limits, progress, reading, sessions, zone
from learners.holdings import attempts_of, waiting_for
from learners.models import Account
from lessons import catalogue, pages

ATTEMPTS_A_PAGE = 20


@require_safe
@never_cache
async def index(request: HttpRequest) -> HttpResponse:
    learner_id = await identity.known(request)
    account = await identity.account(request)
    course = catalogue.get()

    def gathered() -> dict[str, Any]:
        devices = sessions.devices(account, request.session.session_key) if account else []
        waiting = waiting_for(learner_id, timezone.now(), zone.of(request)) if learner_id else []
        context = {"progress": progress.gather(learner_id, course), "account": account, "devices": devices}
        return context | {"waiting": waiting}

    context = await sync_to_async(gathered)() if learner_id else {"progress": progress.gather(None, course)}
    response = render(request, "learners/index.html", context)
    if account and learner_id:
        await identity.remember(request, response, learner_id)
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
async def path(request: HttpRequest, lesson: str) -> HttpResponse:
    """What this reader has read of a lesson: a fragment on the lesson's pages, a page of its own without JavaScript."""
    course = catalogue.get()
    found = pages.find_lesson(course, lesson)
    if request.method == "POST":
        return await mark(request, course, found)
    here = request.GET.get("mode", "")
    learner_id = await identity.known(request)
    read = await sync_to_async(reading.read_modes)(learner_id, found.slug) if learner_id else frozenset()
    return shown_path(request, reading.path_of(found, read, here))


async def mark(request: HttpRequest, course: catalogue.Catalogue, lesson: catalogue.Lesson) -> HttpResponse:
    mode = pages.find_mode(course, lesson, request.POST.get("mode", "")).slug
    keep = request.POST.get("read") != "no"
    learner_id = await (identity.known_or_new(request) if keep else identity.known(request))
    read: reading.Reads = frozenset()
    if learner_id:
        change = reading.mark_read if keep else reading.mark_unread
        read = await sync_to_async(change)(learner_id, lesson.slug, mode)
    if request.headers.get("HX-Request"):
        response = shown_path(request, reading.path_of(lesson, read, mode))
    else:
        response = redirect(f"{reverse('learners:path', args=[lesson.slug])}?mode={mode}")
    if keep and learner_id:
        await identity.remember(request, response, learner_id)
    return response


def shown_path(request: HttpRequest, walked: reading.Path) -> HttpResponse:
    part = "#mine" if request.headers.get("HX-Request") else ""
    return render(request, f"learners/path.html{part}", {"path": walked, "here": walked.here, "next": walked.next})


@require_safe
@never_cache
async def answers(request: HttpRequest) -> HttpResponse:
    """Every attempt with every answer, the newest first."""
    learner_id = await identity.known(request)
    attempts = await sync_to_async(attempts_of)(learner_id) if learner_id else []
    page = Paginator(attempts[::-1], ATTEMPTS_A_PAGE).get_page(request.GET.get("page", "1")[:6])
    lessons = catalogue.get().lessons
    titles = [lessons[each.lesson].title if each.lesson in lessons else each.lesson for each in page]
    return render(request, "learners/answers.html", {"page": page, "shown": list(zip(titles, page, strict=True))})


@require_safe
@never_cache
async def export(request: HttpRequest) -> HttpResponse:
    learner_id = await identity.known(request)

    def exported() -> dict[str, Any]:
        limits.spend("export", str(learner_id or limits.address(request)))
        return belongings.export(learner_id, timezone.now())

    file = await sync_to_async(exported)()
    response = JsonResponse(file, json_dumps_params={"indent": 2, "ensure_ascii": False})
    response["Content-Disposition"] = 'attachment; filename="firstbyte.json"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
async def erase(request: HttpRequest) -> HttpResponse:
    """A page that says what will go, and the button that makes it go."""
    learner_id = await identity.known(request)
    account = await identity.account(request)
    if request.method != "POST":
        shown = await sync_to_async(progress.gather)(learner_id, catalogue.get()) if learner_id else None
        anything = account or (shown and shown.kept)
        context = {"progress": shown, "account": account, "anything": anything}
        return render(request, "learners/erase.html", context)
    if learner_id:
        await sync_to_async(erased_and_signed_out)(request, learner_id, account)
    response = redirect("learners:erased")
    cookie.delete_from(response)
    return response


def erased_and_signed_out(request: HttpRequest, learner_id: UUID, account: Account | None) -> None:
    belongings.erase(learner_id)
    if account:
        request.session.flush()


@require_safe
async def erased(request: HttpRequest) -> HttpResponse:
    return render(request, "learners/erased.html")


@require_POST
@never_cache
async def end_session(request: HttpRequest) -> HttpResponse:
    """Signs out another device, or all others. This one has a form of its own: signing out."""
    account = await identity.account(request)
    if account is None:
        return redirect("account_login")
    handle, here = request.POST.get("session", ""), request.session.session_key
    if handle == "others":
        await sync_to_async(sessions.end_all)(account, but=here)
    else:
        await sync_to_async(sessions.end)(account, handle)
    return redirect(f"{reverse('learners:index')}#devices")
