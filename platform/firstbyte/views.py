"""Pages that belong to no room: home, health, and what is shown when something went wrong."""

import contextlib

from asgiref.sync import sync_to_async
from django.db import DatabaseError, connection
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.views.decorators.http import require_safe

from firstbyte import showcase as shown
from learners import identity, zone
from learners.holdings import Waits, waiting_for


@require_safe
async def home(request: HttpRequest) -> HttpResponse:
    """A stranger's home asks no database and says nothing of them; a learner's says what waits for them."""
    learner_id = await identity.known(request)
    waiting: list[Waits] = []
    if learner_id:
        # Home stands while the database is away; it then says less.
        with contextlib.suppress(DatabaseError):
            waiting = await sync_to_async(waiting_for)(learner_id, timezone.now(), zone.of(request))
    response = render(request, "home.html", {"showcase": shown.showcase(shown.stored()), "waiting": waiting})
    patch_vary_headers(response, ("Cookie",))
    if waiting:
        patch_cache_control(response, private=True, no_cache=True)
    return response


@require_safe
async def replay(request: HttpRequest) -> HttpResponse:
    """The run that home replays, in as few bytes as its picture needs."""
    try:
        response = HttpResponse(shown.replay(shown.stored()), content_type="application/json")
    except FileNotFoundError:
        raise Http404("No run is stored for the home page.") from None
    response["Cache-Control"] = "max-age=3600"
    return response


@require_safe
async def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers; nothing else is asked."""
    return JsonResponse({"status": "ok"})


@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """The process can serve: its database answers and its tables are there. 503 with the reason otherwise."""
    from django.db.migrations.executor import MigrationExecutor

    try:
        executor = MigrationExecutor(connection)
        pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except Exception as error:
        return JsonResponse({"status": "unavailable", "database": type(error).__name__}, status=503)
    if pending:
        return JsonResponse({"status": "unavailable", "database": f"{len(pending)} migrations pending"}, status=503)
    return JsonResponse({"status": "ok"})


def trouble(request: HttpRequest, status: int, title: str, what: str, kept: str, then: str) -> HttpResponse:
    """A page for a failed request: what happened, what was kept, what to do."""
    context = {"title": title, "what": what, "kept": kept, "then": then, "status": status}
    return render(request, "trouble.html", context, status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return trouble(
        request,
        400,
        "This request could not be read",
        "The browser sent something that this page does not expect.",
        "Nothing was changed.",
        "Go back, reload the page, and send it again.",
    )


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    message = exception.args[0] if exception.args and isinstance(exception.args[0], str) else ""
    return trouble(
        request,
        404,
        "There is nothing at this address",
        message or "The page may have moved, or the address may have a slip in it.",
        "",
        "These are the three rooms; what you look for is most likely in one of them.",
    )


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return trouble(
        request,
        403,
        "This form has expired",
        "The page was open for long, or cookies are switched off, so that the form's token is no longer valid.",
        "What you had already sent is saved; this last form was not.",
        "Go back, reload the page, and send it again.",
    )


def not_stored(request: HttpRequest) -> HttpResponse:
    return trouble(
        request,
        503,
        "The database cannot be reached just now",
        "It may be full, locked or restarting. What you sent was not saved, not even in part.",
        "What was saved before is still there.",
        "Go back and send it again in a minute.",
    )


def server_error(request: HttpRequest) -> HttpResponse:
    return render(request, "500.html", status=500)
